//! A statement.
use dense::prelude::*;

network! {
    struct Net { let hidden = Dense(64); -> Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
