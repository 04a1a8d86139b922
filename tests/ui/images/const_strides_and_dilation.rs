//! Strides and a dilation, where a constant decides.
use dense::prelude::*;

const STRIDE: usize = 2;
network! {
    struct Net { Input(28, 28, 1) -> Conv2D(8, 3, strides = STRIDE, dilation_rate = (1, 2)) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 28]; 28]);
}
