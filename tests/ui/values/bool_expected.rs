//! A number for `true` or `false`.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, use_bias = 1) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
