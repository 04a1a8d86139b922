//! A trait that floating-point numbers do not have.
use dense::prelude::*;

network! {
    #[derive(PartialEq, Hash)]
    struct Net { Input(784) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
