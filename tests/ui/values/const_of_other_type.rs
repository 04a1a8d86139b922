//! A constant of another type.
use dense::prelude::*;

const HIDDEN: u32 = 64;

network! {
    struct Net { Input(784) -> Dense(HIDDEN, relu) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
