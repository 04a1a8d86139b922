//! A list of layers, as in Python.
use dense::prelude::*;

fn main() {
    let model = network!(Sequential(Input(784), Dense(10)));
    let _: [f32; 10] = model.predict(&[0.0; 784]);
}
