//! A sequence without features.
use dense::prelude::*;

network! {
    struct Net { Input(100) -> Conv1D(8, 3, relu) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 100]);
}
