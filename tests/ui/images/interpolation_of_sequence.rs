//! An interpolation for a sequence.
use dense::prelude::*;

network! {
    struct Net { Input(8, 2) -> UpSampling1D(2, interpolation = "bilinear") -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 2]; 8]);
}
