//! No activation.
use dense::prelude::*;

activation! {}

fn main() {}
