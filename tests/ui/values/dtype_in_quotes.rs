//! A type in quotes.
use dense::prelude::*;

network! {
    struct Net { Input(784, dtype = "float64") -> Dense(10) }
}

fn main() {
    let _: [f64; 10] = Net::new(0).predict(&[0.0; 784]);
}
