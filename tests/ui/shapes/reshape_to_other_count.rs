//! Another number of numbers.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Reshape(28, 27) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
