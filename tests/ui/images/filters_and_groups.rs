//! Filters that groups cannot share.
use dense::prelude::*;

network! {
    struct Net { Input(8, 8, 4) -> Conv2D(6, 3, groups = 4) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 4]; 8]; 8]);
}
