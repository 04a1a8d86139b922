//! A parameter by position and one by keyword.
use dense::prelude::*;

activation! {
    struct A(x; beta = 1.0, shift = 0.0) = tanh(beta * x + shift);
}

network! {
    struct Net { Input(4) -> Dense(2, A(2.0, shift = 1.0)) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
