//! A seed alone.
use dense::prelude::*;

fn main() {
    let model = network!(7; Input(784) -> Dense(10));
    let _: [f32; 10] = model.predict(&[0.0; 784]);
}
