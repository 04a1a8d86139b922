//! A constant that is no seed.
use dense::prelude::*;

const SEED: i32 = 7;
network! {
    struct Net { Input(784) -> Dropout(0.5, seed = SEED) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
