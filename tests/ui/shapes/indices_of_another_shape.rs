//! Indices in rows, in a layer that takes a vector of numbers.
use dense::prelude::*;

network! {
    struct Net { Input(2, 5, dtype = u32) -> Dense(8, relu) -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[[0; 5]; 2]);
}
