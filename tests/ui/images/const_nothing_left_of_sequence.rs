//! Cropping all there is, where a constant decides.
use dense::prelude::*;

const STEPS: usize = 4;
network! {
    struct Net { Input(STEPS, 2) -> Cropping1D((1, 3)) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 2]; STEPS]);
}
