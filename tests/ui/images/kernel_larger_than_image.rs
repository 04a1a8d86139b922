//! A kernel that is larger than the image.
use dense::prelude::*;

network! {
    struct Net { Input(3, 3, 1) -> Conv2D(8, 5, relu) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 3]; 3]);
}
