//! A label that names nothing.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> _: Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
