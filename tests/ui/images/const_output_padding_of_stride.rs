//! An output padding that is not below the stride, where a constant decides.
use dense::prelude::*;

const STRIDE: usize = 2;
network! {
    struct Net { Input(4, 4, 1) -> Conv2DTranspose(8, 3, strides = STRIDE, output_padding = 2) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 4]; 4]);
}
