//! Indices of another type.
use dense::prelude::*;

network! {
    struct Net { Input(10, dtype = i32) -> Embedding(1000, 16) -> Flatten -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0; 10]);
}
