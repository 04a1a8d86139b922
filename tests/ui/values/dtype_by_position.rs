//! A type by position.
use dense::prelude::*;

network! {
    struct Net { Input(784, f64) -> Dense(10) }
}

fn main() {
    let _: [f64; 10] = Net::new(0).predict(&[0.0; 784]);
}
