//! Causal padding for pooling.
use dense::prelude::*;

network! {
    struct Net { Input(28, 2) -> MaxPooling1D(2, padding = "causal") -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 2]; 28]);
}
