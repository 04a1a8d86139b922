//! A closure of a callback gives a number.

use dense::prelude::*;

fn main() {
    let _ = LambdaCallback::new().on_epoch_end(|run| run.epoch);
}
