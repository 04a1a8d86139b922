//! An axis for the batch.
use dense::prelude::*;

network! {
    struct Net { Input(None, 784) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
