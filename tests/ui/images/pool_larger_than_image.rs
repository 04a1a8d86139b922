//! A pool that is larger than the image.
use dense::prelude::*;

network! {
    struct Net { Input(3, 8, 1) -> MaxPooling2D(4) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 8]; 3]);
}
