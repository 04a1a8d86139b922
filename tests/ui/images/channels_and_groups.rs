//! Channels that groups cannot share.
use dense::prelude::*;

network! {
    struct Net { Input(8, 8, 3) -> Conv2D(8, 3, groups = 2) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 3]; 8]; 8]);
}
