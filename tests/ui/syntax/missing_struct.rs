//! No `struct`.
use dense::prelude::*;

network! {
    Net { Input(784) -> Dense(10, softmax) }
}

fn main() {}
