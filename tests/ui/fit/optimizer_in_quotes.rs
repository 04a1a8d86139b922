//! An optimizer in quotes.
use dense::prelude::*;

network! {
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let _ = Trainer::new("adam", SparseCategoricalCrossentropy::new());
}
