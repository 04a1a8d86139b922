//! A variance below zero in a const expression.
use dense::prelude::*;

const VARIANCE: f64 = -1.0;

network! {
    struct Net { Input(2) -> Normalization(mean = 0.0, variance = [1.0, VARIANCE]) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 2]);
}
