//! A constraint with an axis that is counted from behind.
use dense::prelude::*;

network! {
    struct Net { Input(28, 28, 1) -> Conv2D(8, 3, kernel_constraint = min_max_norm(0.5, 1.0, axis = [0, -1])) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 28]; 28]);
}
