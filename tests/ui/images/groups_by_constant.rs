//! A constant for groups.
use dense::prelude::*;

const GROUPS: usize = 2;
network! {
    struct Net { Input(8, 8, 4) -> Conv2D(8, 3, groups = GROUPS) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 4]; 8]; 8]);
}
