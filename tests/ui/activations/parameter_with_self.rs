//! A parameter behind `self`.
use dense::prelude::*;

activation! {
    struct A(x; beta = 1.0) = beta * x + self.beta;
}

network! {
    struct Net { Input(4) -> Dense(2, A) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
