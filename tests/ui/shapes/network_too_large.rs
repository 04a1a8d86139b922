//! A network that no memory can hold.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(60_000) -> Dense(60_000) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
