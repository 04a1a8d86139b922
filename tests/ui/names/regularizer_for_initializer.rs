//! A regularizer in place of an initializer.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, kernel_initializer = l2(0.01)) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
