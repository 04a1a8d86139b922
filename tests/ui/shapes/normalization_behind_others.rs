//! A layer that is adapted to inputs, where none come.
use dense::prelude::*;

network! {
    struct Net { Input(4) -> Dense(8, relu) -> Normalization -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
