//! An axis without a length.
use dense::prelude::*;

network! {
    struct Net { Input(28, 0) -> Flatten -> Dense(10) }
}

fn main() {
    let _ = Net::new(0);
}
