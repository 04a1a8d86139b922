//! An axis for `Softmax`, which always takes the last one.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10) -> Softmax(axis = -1) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
