//! A path without a network.
use dense::prelude::*;

network! {
    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
}

static XOR: &Xor = include_weights!("xor.safetensors");

fn main() {
    let _: [f32; 1] = XOR.predict(&[0.0; 2]);
}
