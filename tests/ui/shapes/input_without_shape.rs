//! An input without a shape.
use dense::prelude::*;

network! {
    struct Net { Input() -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::<784>::new(0).predict(&[0.0; 784]);
}
