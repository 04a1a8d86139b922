//! Values that no memory can hold.
use dense::prelude::*;

network! {
    struct Net { Input(70_000, 70_000) -> Flatten -> Dense(10) }
}

fn main() {
    let _ = Net::new(0);
}
