//! Three ends of a sequence.
use dense::prelude::*;

network! {
    struct Net { Input(28, 2) -> Cropping1D((1, 2, 3)) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 2]; 28]);
}
