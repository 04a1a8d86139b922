//! An axis that a kernel does not have.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, kernel_constraint = max_norm(2, axis = 2)) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
