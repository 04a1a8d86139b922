//! A label with `=`.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> hidden = Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
