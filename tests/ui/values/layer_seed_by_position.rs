//! A seed where Keras has another argument.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dropout(0.5, 7) -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[0.0; 784]);
}
