//! A kernel that is longer than the sequence.
use dense::prelude::*;

network! {
    struct Net { Input(4, 2) -> Conv1D(8, 5, relu) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 2]; 4]);
}
