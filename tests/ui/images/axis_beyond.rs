//! A permutation with an axis that is left out.
use dense::prelude::*;

network! {
    struct Net { Input(28, 28, 1) -> Permute(4, 2, 1) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 28]; 28]);
}
