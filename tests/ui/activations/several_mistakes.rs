//! All mistakes of all formulas at once.
use dense::prelude::*;

activation! {
    struct A(x; beta = 1.0) = x * tanhh(x) + y / 0;
    struct B(x) = x ^ 2;
    struct C(t, k = 1.0) = exp(t, k);
}

network! {
    struct Net { Input(4) -> Dense(2, B) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
