//! A function for an activation.
use dense::prelude::*;

fn swish(x: f32) -> f32 {
    x / (1.0 + (-x).exp())
}

network! {
    struct Net { Input(784) -> Dense(64, activation = crate::swish) -> Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
