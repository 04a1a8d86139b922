//! A dilated kernel that reaches over the edge of the image.
use dense::prelude::*;

network! {
    struct Net { Input(5, 5, 1) -> Conv2D(8, 3, dilation_rate = 4) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 5]; 5]);
}
