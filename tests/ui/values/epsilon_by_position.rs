//! An epsilon by position.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> LayerNormalization(0.001) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
