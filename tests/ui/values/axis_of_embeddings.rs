//! An axis that a table does not have.
use dense::prelude::*;

network! {
    struct Net { Input(10, dtype = u32) -> Embedding(1000, 16, embeddings_constraint = unit_norm(axis = 2)) -> Flatten -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0; 10]);
}
