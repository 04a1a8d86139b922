//! A shape with other axes.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> [28, 28] -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
