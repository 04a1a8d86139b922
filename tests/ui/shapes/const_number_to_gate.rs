//! An axis whose size only the compiler knows.
use dense::prelude::*;

const UNITS: usize = 8;

network! {
    struct Net { Input(4) -> Dense(UNITS, glu) -> Dense(2) }
}

fn main() {
    let _: [f32; 2] = Net::new(0).predict(&[0.0; 4]);
}
