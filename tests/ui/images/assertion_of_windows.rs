//! A wrong assertion of what a constant decides.
use dense::prelude::*;

const SIDE: usize = 28;
network! {
    struct Net { Input(SIDE, SIDE, 1) -> Conv2D(8, 3, strides = 2) -> [13, 14, 8] -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; SIDE]; SIDE]);
}
