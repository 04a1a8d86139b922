//! An expression that is to be trained.
use dense::prelude::*;

activation! {
    struct A(x; beta = 1.0) = x * sigmoid(beta * x);
}

network! {
    struct Net { Input(4) -> Activation(A.beta(2.0), trainable = true) }
}

fn main() {
    let _: [f32; 4] = Net::new(0).predict(&[0.0; 4]);
}
