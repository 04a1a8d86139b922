//! A limit without a keyword.
use dense::prelude::*;

network! {
    #[budget(51_000)]
    struct Net { Input(784) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
