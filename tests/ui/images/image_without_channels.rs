//! An image without channels.
use dense::prelude::*;

network! {
    struct Net { Input(28, 28) -> Conv2D(8, 3, relu) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 28]; 28]);
}
