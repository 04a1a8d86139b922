//! A regularizer for a scale that is not there.
use dense::prelude::*;

network! {
    struct Net { Input(4) -> BatchNormalization(scale = false, gamma_regularizer = l2) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
