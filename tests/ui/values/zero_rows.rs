//! An `Embedding` without rows.
use dense::prelude::*;

network! {
    struct Net { Input(10, dtype = u32) -> Embedding(0, 16) -> Flatten -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0; 10]);
}
