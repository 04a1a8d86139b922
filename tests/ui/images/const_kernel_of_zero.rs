//! A kernel whose constant is zero.
use dense::prelude::*;

const SIZE: usize = 0;
network! {
    struct Net { Input(8, 8, 1) -> Conv2D(8, SIZE) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 8]; 8]);
}
