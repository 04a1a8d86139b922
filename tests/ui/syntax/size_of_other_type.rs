//! A size of another type.
use dense::prelude::*;

network! {
    struct Net<const N: u32> { Input(N) -> Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::<784>::new(0).predict(&[0.0; 784]);
}
