//! An initializer that needs a matrix.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, bias_initializer = orthogonal) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
