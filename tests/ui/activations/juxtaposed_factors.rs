//! Factors next to each other.
use dense::prelude::*;

activation! {
    struct A(x) = (x + 1) (x - 1);
}

network! {
    struct Net { Input(4) -> Dense(2, A) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
