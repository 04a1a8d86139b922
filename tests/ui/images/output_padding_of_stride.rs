//! An output padding that is not below the stride.
use dense::prelude::*;

network! {
    struct Net { Input(4, 4, 1) -> Conv2DTranspose(8, 3, strides = 2, output_padding = 2) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 4]; 4]);
}
