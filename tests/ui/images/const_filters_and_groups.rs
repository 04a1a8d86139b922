//! Filters that groups cannot share, where a constant decides.
use dense::prelude::*;

const FILTERS: usize = 6;
network! {
    struct Net { Input(8, 8, 4) -> Conv2D(FILTERS, 3, groups = 4) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 4]; 8]; 8]);
}
