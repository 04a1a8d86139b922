//! A misspelled mode.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(10, kernel_initializer = variance_scaling(mode = fan_inn)) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
