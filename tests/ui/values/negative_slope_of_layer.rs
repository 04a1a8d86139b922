//! A negative slope of a layer.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10) -> LeakyReLU(-0.1) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
