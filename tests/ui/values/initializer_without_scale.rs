//! An initializer for a scale that is not there.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> LayerNormalization(scale = false, gamma_initializer = ones) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
