//! Weights of another number type.
use dense::prelude::*;

network! {
    struct Xor { Input(2, dtype = f64) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
}

static XOR: &Xor = include_weights!(Xor, "xor.safetensors");

fn main() {
    let _: [f64; 1] = XOR.predict(&[0.0; 2]);
}
