//! A regularizer of one's own without the trait.
use dense::prelude::*;

struct Small;

network! {
    struct Net { Input(784) -> Dense(10, kernel_regularizer = Small) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
