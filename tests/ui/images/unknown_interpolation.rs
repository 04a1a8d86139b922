//! An interpolation that does not exist.
use dense::prelude::*;

network! {
    struct Net { Input(8, 8, 1) -> UpSampling2D(2, interpolation = "bicubic") -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 8]; 8]);
}
