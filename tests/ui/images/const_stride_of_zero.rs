//! A stride whose constant is zero.
use dense::prelude::*;

const STRIDE: usize = 0;
network! {
    struct Net { Input(8, 8, 1) -> MaxPooling2D(2, STRIDE) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 8]; 8]);
}
