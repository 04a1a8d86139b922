//! A product of const parameters.
use dense::prelude::*;

network! {
    struct Net<const H: usize> { Input(H, 4) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::<196>::new(0).predict(&[[0.0; 4]; 196]);
}
