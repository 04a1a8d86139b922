//! A name with a small letter.
use dense::prelude::*;

activation! {
    struct bent(x) = x + x.powi(3);
}

network! {
    struct Net { Input(4) -> Dense(2, relu) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
