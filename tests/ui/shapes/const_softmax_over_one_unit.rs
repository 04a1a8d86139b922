//! `softmax` over one unit, where a constant decides.
use dense::prelude::*;

const CLASSES: usize = 1;

network! {
    struct Net { Input(784) -> Dense(CLASSES, softmax) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0.0; 784]);
}
