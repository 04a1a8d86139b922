//! A constant that is no rate.
use dense::prelude::*;

const RATE: f64 = 20.0;
network! {
    struct Net { Input(784) -> Dropout(RATE) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
