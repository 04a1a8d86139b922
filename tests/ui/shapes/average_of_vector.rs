//! The mean over the steps of a vector.
use dense::prelude::*;

network! {
    struct Net { Input(10) -> GlobalAveragePooling1D -> Dense(1) }
}

fn main() {
    let _: [f32; 1] = Net::new(0).predict(&[0.0; 10]);
}
