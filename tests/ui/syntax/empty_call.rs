//! Nothing at all.
use dense::prelude::*;

network! {}

fn main() {}
