//! Indices in a layer that takes numbers.
use dense::prelude::*;

network! {
    struct Net { Input(10, dtype = u32) -> Dense(8, relu) -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0; 10]);
}
