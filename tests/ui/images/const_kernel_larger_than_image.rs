//! A kernel that is larger than the image, where a constant decides.
use dense::prelude::*;

const SIDE: usize = 3;
network! {
    struct Net { Input(SIDE, SIDE, 1) -> Conv2D(8, 5, relu) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; SIDE]; SIDE]);
}
