//! A budget for a network whose size is not known.
use dense::prelude::*;

network! {
    #[budget(parameters = 51_000)]
    struct Net { Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
