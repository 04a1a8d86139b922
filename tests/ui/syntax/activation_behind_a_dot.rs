//! An activation called on a layer.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(64).relu() -> Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
