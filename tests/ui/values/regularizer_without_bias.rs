//! A regularizer for a bias that is not there.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, use_bias = false, bias_regularizer = l2) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
