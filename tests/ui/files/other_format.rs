//! A file of another format.
use dense::prelude::*;

network! {
    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
}

static XOR: &Xor = include_weights!(Xor, "other_format.rs");

fn main() {
    let _: [f32; 1] = XOR.predict(&[0.0; 2]);
}
