//! A learning rate without a decimal point.
use dense::prelude::*;

fn main() {
    let _ = Adam::new(1).beta_1(0.95);
}
