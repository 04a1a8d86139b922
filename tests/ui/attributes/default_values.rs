//! A trait that no network can have.
use dense::prelude::*;

network! {
    #[derive(Debug, Default)]
    struct Net { Input(784) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
