//! Targets that are no labels and no arrays.
use dense::prelude::*;

network! {
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let _ = Dataset::new(vec![[0.0f32; 784]; 10], vec![0i32; 10]);
}
