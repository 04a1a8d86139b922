//! A name that is not an identifier.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, name = "my layer") }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
