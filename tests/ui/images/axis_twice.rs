//! An axis that stands twice in a permutation.
use dense::prelude::*;

network! {
    struct Net { Input(28, 28, 1) -> Permute(3, 1, 1) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 28]; 28]);
}
