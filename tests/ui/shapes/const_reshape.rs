//! Another number of numbers, where a constant decides.
use dense::prelude::*;

const SIDE: usize = 27;

network! {
    struct Net { Input(784) -> Reshape(SIDE, SIDE) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
