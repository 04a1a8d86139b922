//! A network that gives the indices that it takes.
use dense::prelude::*;

network! {
    struct Net { Input(2, 5, dtype = u32) -> Flatten }
}

fn main() {
    let _: [f32; 10] = Net::new(0).predict(&[[0; 5]; 2]);
}
