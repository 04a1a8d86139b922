//! `Dense` on a sequence.
use dense::prelude::*;

network! {
    struct Net { Input(100, 3) -> Dense(64, relu) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 3]; 100]);
}
