//! A regularizer of matrices for a bias.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, bias_regularizer = orthogonal_regularizer(0.01)) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
