//! A seed that is no number.
use dense::prelude::*;

fn main() {
    let model = network!(seed = "seven"; Input(784) -> Dense(10));
    let _: [f32; 10] = model.predict(&[0.0; 784]);
}
