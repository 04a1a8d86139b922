//! Something else than a `struct`.
use dense::prelude::*;

network! {
    enum Net { Input(784) -> Dense(10, softmax) }
}

fn main() {}
