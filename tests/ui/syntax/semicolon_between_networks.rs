//! Semicolons between networks.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, softmax) };
    struct Other { Input(4) -> Dense(1) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
    let _: [f32; 1] = Other::new(0).predict(&[0.0; 4]);
}
