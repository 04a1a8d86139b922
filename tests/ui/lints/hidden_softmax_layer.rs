//! `Softmax` as a hidden layer.
#![deny(deprecated)]
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(64) -> Softmax -> Dense(10) -> Softmax }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
