//! An axis that has no two halves.
use dense::prelude::*;

network! {
    struct Net { Input(4) -> Dense(7, glu) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
