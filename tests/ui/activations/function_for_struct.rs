//! A function instead of a struct.
use dense::prelude::*;

activation! {
    fn a(x: f32) -> f32 { x }
}

network! {
    struct Net { Input(4) -> Dense(2, relu) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
