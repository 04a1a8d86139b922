//! Dropout of channels in a sequence.
use dense::prelude::*;

network! {
    struct Net { Input(9, 4) -> SpatialDropout2D(0.5) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 4]; 9]);
}
