//! A mistake in a network that is an expression.
use dense::prelude::*;

fn main() {
    let mut model = network!(Dense(64, rleu) -> Dense(10, softmax));
    let _: [f32; 10] = model.predict(&[0.0; 784]);
    model.tensor_mut("dense.bias").unwrap().fill(0.0);
}
