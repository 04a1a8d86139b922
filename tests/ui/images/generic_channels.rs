//! Groups of channels whose number is a const parameter.
use dense::prelude::*;

network! {
    struct Net<const C: usize> { Input(28, 28, C) -> Conv2D(8, 3, groups = 2) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::<2>::new(0).predict(&[[[0.0; 2]; 28]; 28]);
}
