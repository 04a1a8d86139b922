//! Arithmetic with a const parameter.
use dense::prelude::*;

network! {
    struct Net<const H: usize> { Input(784) -> Dense(2 * H, relu) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::<8>::new(0).predict(&[0.0; 784]);
}
