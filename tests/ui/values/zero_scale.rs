//! A scale of zero.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, kernel_initializer = variance_scaling(scale = 0)) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
