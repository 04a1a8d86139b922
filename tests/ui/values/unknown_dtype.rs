//! A type that networks do not compute in.
use dense::prelude::*;

network! {
    struct Net { Input(784, dtype = f16) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
