//! An axis that the input does not have.
use dense::prelude::*;

network! {
    struct Net { Input(2, 2) -> PReLU(shared_axes = [1, 3]) -> Flatten -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[[0.0; 2]; 2]);
}
