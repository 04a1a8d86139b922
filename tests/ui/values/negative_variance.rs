//! A variance below zero.
use dense::prelude::*;

network! {
    struct Net { Input(4) -> Normalization(mean = 0.0, variance = [1, 1, -1, 1]) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
