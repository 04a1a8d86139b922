//! A wrong shape.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> hidden: Dense(64, relu) -> [32] -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
