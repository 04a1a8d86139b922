//! A wrong shape, where a constant decides.
use dense::prelude::*;

const HIDDEN: usize = 64;
network! {
    struct Net { Input(784) -> Dense(HIDDEN) -> [32] -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
