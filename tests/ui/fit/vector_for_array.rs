//! A vector for an array.
use dense::prelude::*;

network! {
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let model = Digits::new(42);
    let image = vec![0.0f32; 784];
    let _ = model.predict(&image);
}
