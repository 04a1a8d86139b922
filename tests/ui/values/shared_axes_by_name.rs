//! Axes are numbers.
use dense::prelude::*;

const ROWS: usize = 1;

network! {
    struct Net { Input(2, 2) -> PReLU(shared_axes = ROWS) -> Flatten -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[[0.0; 2]; 2]);
}
