//! Parentheses for braces.
use dense::prelude::*;

network! {
    struct Net(Input(784) -> Dense(10, softmax))
}

fn main() {}
