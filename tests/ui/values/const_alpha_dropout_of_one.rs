//! A constant that is no rate of alpha dropout.
use dense::prelude::*;

const RATE: f64 = 1.0;
network! {
    struct Net { Input(784) -> AlphaDropout(RATE) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
