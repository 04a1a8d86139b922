//! Activation and initializer in the wrong order.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, he_normal, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
