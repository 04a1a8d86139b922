//! Bytes for a number of parameters.
use dense::prelude::*;

network! {
    #[budget(parameters = "8 KiB")]
    struct Net { Input(784) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
