//! Numbers for a network that takes indices.
use dense::prelude::*;

network! {
    struct Words { Input(4, dtype = u32) -> Embedding(1000, 16) -> Flatten -> Dense(1, sigmoid) }
}

fn main() {
    let model = Words::new(42);
    let _ = model.predict(&[1.0, 7.0, 3.0, 3.0]);
}
