//! No layers.
use dense::prelude::*;

network! {
    struct Net {}
}

fn main() {
    let _ = Net::<784>::new(0);
}
