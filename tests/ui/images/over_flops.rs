//! More operations than the budget has.
use dense::prelude::*;

network! {
    #[budget(flops = "20M")]
    struct Net { Input(28, 28, 1) -> Conv2D(32, 3, relu) -> Conv2D(64, 3, relu) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[[0.0; 1]; 28]; 28]);
}
