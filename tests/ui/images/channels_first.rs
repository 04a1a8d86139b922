//! Channels in front.
use dense::prelude::*;

network! {
    struct Net { Input(1, 28, 28) -> Conv2D(8, 3, data_format = "channels_first") -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 28]; 28]; 1]);
}
