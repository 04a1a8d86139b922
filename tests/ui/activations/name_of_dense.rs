//! An activation that is named like one of dense.
use dense::prelude::*;

activation! {
    struct Mish(x) = x * tanh(softplus(x));
}

network! {
    struct Net { Input(4) -> Dense(2, mish) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
