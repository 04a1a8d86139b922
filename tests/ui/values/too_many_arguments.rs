//! Too many arguments by position.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, softmax, he_normal, true) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
