//! A misspelled direction.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, kernel_regularizer = orthogonal_regularizer(mode = colums)) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
