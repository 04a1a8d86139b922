//! A constant that is no standard deviation.
use dense::prelude::*;

const STDDEV: f64 = -0.1;
network! {
    struct Net { Input(784) -> GaussianNoise(STDDEV) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
