//! An input behind a layer.
use dense::prelude::*;

network! {
    struct Net { Dense(64) -> Input(784) -> Dense(10) }
}

fn main() {
    let _ = Net::<784>::new(0).predict(&[0.0; 784]);
}
