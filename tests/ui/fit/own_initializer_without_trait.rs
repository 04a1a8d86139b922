//! An initializer of one's own without the trait.
use dense::prelude::*;

struct Alternating;

network! {
    struct Net { Input(784) -> Dense(10, softmax, Alternating) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
