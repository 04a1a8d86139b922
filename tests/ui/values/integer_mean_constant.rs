//! A constant of another type.
use dense::prelude::*;

const MEAN: i32 = 3;

network! {
    struct Net { Input(4) -> Normalization(mean = MEAN, variance = 1.0) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
