//! An activation of one's own without the trait.
use dense::prelude::*;

#[derive(Clone, Copy)]
struct Swish;

network! {
    struct Net { Input(784) -> Dense(64, Swish) -> Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
