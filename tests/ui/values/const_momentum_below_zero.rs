//! The same in a const expression.
use dense::prelude::*;

const MOMENTUM: f64 = -0.1;

network! {
    struct Net { Input(4) -> Dense(8) -> BatchNormalization(momentum = MOMENTUM) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
