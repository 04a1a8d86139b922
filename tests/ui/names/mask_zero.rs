//! An argument of `Embedding` that only Keras has.
use dense::prelude::*;

network! {
    struct Net { Input(10, dtype = u32) -> Embedding(1000, 16, mask_zero = true) -> Flatten -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0; 10]);
}
