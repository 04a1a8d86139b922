//! A constant for an axis.
use dense::prelude::*;

const LAST: usize = 2;
network! {
    struct Net { Input(28, 4) -> Permute(LAST, 1) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 4]; 28]);
}
