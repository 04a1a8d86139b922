//! A parameter that the activation does not have.
use dense::prelude::*;

activation! {
    struct A(x; beta = 1.0) = tanh(beta * x);
}

network! {
    struct Net { Input(4) -> Dense(2, A(sharpness = 2.0)) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
