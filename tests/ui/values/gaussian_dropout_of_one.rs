//! A rate that the formula of the noise divides by zero at.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> GaussianDropout(1) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
