//! An activation without parameters that is to be trained.
use dense::prelude::*;

activation! {
    struct A(x) = x * sigmoid(x);
}

network! {
    struct Net { Input(4) -> Activation(A, trainable = true) }
}

fn main() {
    let _: [f32; 4] = Net::new(0).predict(&[0.0; 4]);
}
