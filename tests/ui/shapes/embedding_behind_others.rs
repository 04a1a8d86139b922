//! An `Embedding` behind another layer.
use dense::prelude::*;

network! {
    struct Net { Input(10) -> Dense(10, relu) -> Embedding(1000, 16) -> Flatten -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0.0; 10]);
}
