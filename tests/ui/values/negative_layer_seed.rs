//! A seed below zero.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dropout(0.5, seed = -1) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
