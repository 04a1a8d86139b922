//! A constant that is negative.
use dense::prelude::*;

const SLOPE: f64 = -0.1;

network! {
    struct Net { Input(784) -> Dense(10, leaky_relu(SLOPE)) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
