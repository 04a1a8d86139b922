//! A layer that has grown since the file was written.
use dense::prelude::*;

network! {
    struct Xor { Input(2) -> hidden: Dense(8, tanh) -> Dense(1, sigmoid) }
}

static XOR: &Xor = include_weights!(Xor, "xor.safetensors");

fn main() {
    let _: [f32; 1] = XOR.predict(&[0.0; 2]);
}
