//! A label and a name.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> a: Dense(10, softmax, name = "b") }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
