//! Cropping all there is.
use dense::prelude::*;

network! {
    struct Net { Input(3, 8, 1) -> Cropping2D((2, 0)) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 8]; 3]);
}
