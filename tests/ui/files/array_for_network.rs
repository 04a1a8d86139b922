//! Something else than a network.
use dense::prelude::*;

network! {
    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
}

static XOR: &[f32; 17] = include_weights!([f32; 17], "xor.safetensors");

fn main() {
    let _: f32 = XOR[0];
}
