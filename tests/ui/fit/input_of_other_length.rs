//! An input of another length.
use dense::prelude::*;

network! {
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let model = Digits::new(42);
    let _ = model.predict(&[0.0; 783]);
}
