//! Two sizes to be inferred.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Reshape(-1, -1) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
