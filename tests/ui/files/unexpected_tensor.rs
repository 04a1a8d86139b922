//! A tensor that the network does not have.
use dense::prelude::*;

network! {
    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid, use_bias = false) }
}

static XOR: &Xor = include_weights!(Xor, "xor.safetensors");

fn main() {
    let _: [f32; 1] = XOR.predict(&[0.0; 2]);
}
