//! An output padding that leaves nothing of one place.
use dense::prelude::*;

network! {
    struct Net { Input(1, 1, 8) -> Conv2DTranspose(8, 2, strides = 2, padding = "same", output_padding = 0) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 8]; 1]; 1]);
}
