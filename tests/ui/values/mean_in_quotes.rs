//! A mean that is no number.
use dense::prelude::*;

network! {
    struct Net { Input(4) -> Normalization(mean = "imagenet", variance = 1.0) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
