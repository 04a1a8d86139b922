//! The share that moving statistics keep is at most 1.
use dense::prelude::*;

network! {
    struct Net { Input(4) -> Dense(8) -> BatchNormalization(momentum = 99.0) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
