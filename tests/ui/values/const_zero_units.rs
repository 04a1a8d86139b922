//! A constant that is zero.
use dense::prelude::*;

const HIDDEN: usize = 0;
network! {
    struct Net { Input(784) -> Dense(HIDDEN, relu) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
