//! A setting that there is not.
use dense::prelude::*;

fn main() {
    let model = network!(sed = 7; Input(784) -> Dense(10));
    let _: [f32; 10] = model.predict(&[0.0; 784]);
}
