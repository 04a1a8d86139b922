//! A limit twice.
use dense::prelude::*;

network! {
    #[budget(flops = "20k", flops = "30k")]
    struct Net { Input(784) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
