//! A convolution over a vector that is no square image.
use dense::prelude::*;

network! {
    struct Net { Input(790) -> Conv2D(8, 3, relu) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 790]);
}
