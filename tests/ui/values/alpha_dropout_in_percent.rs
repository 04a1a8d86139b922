//! A rate in percent, of alpha dropout.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> AlphaDropout(10) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
