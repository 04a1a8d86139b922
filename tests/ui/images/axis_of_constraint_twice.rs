//! A constraint with an axis in its list twice.
use dense::prelude::*;

network! {
    struct Net { Input(28, 28, 1) -> Conv2D(8, 3, kernel_constraint = unit_norm(axis = [0, 1, 0])) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 28]; 28]);
}
