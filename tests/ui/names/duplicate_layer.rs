//! Two layers with one name.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> a: Dense(64, relu) -> a: Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
