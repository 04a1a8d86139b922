//! A standard deviation that is too large.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> GaussianNoise(1.5) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
