//! A regularizer of matrices for outputs.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, activity_regularizer = orthogonal_regularizer) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
