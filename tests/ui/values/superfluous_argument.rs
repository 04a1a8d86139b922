//! An argument for a layer without any.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Flatten(1) -> Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
