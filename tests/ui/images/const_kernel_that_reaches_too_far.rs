//! A dilated kernel that reaches too far, where a constant decides.
use dense::prelude::*;

const FAR: usize = 4;
network! {
    struct Net { Input(8, 2) -> Conv1D(8, 3, dilation_rate = FAR) -> Flatten -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0.0; 2]; 8]);
}
