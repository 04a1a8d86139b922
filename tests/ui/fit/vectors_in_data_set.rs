//! Vectors in a data set.
use dense::prelude::*;

network! {
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let _ = Dataset::new(vec![vec![0.0f32; 784]; 10], vec![0u8; 10]);
}
