//! A mean alone.
use dense::prelude::*;

network! {
    struct Net { Input(4) -> Normalization(mean = 0.5) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
