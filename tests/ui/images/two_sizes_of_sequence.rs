//! Two sizes for one axis.
use dense::prelude::*;

network! {
    struct Net { Input(28, 2) -> Conv1D(8, (3, 3)) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 2]; 28]);
}
