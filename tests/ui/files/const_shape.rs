//! A constant that is another one since the file was written.
use dense::prelude::*;

network! {
    struct Hidden<const N: usize> { Input(2) -> hidden: Dense(N, tanh) -> Dense(1, sigmoid) }
}

static XOR: &Hidden<8> = include_weights!(Hidden<8>, "xor.safetensors");

fn main() {
    let _: [f32; 1] = XOR.predict(&[0.0; 2]);
}
