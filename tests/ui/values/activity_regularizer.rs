//! A regularizer of outputs, which this version does not apply.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, activity_regularizer = l2(0.01)) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
