//! `Softmax` over one unit.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(1) -> Softmax }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0.0; 784]);
}
