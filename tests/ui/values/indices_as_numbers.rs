//! The type of indices for the numbers of a network.
use dense::prelude::*;

network! {
    struct Net { Input(10, dtype = u32) -> Embedding(1000, 16, dtype = u32) -> Flatten -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0; 10]);
}
