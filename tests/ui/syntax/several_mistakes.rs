//! All mistakes of all networks at once.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dens(64) => Dropout(1.5) -> Dense(10, rleu) }
    struct Other { Input(4) -> Dense(0) -> [3] -> Dense(2, softmx) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
    let _: [f32; 2] = Other::new(0).predict(&[0.0; 4]);
}
