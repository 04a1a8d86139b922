//! An operator for powers.
use dense::prelude::*;

activation! {
    struct A(x) = x ^ 2;
}

network! {
    struct Net { Input(4) -> Dense(2, A) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
