//! Networks in files: what is saved is loaded, what does not fit is said, and no file does harm.

mod crash;
mod embedded;
mod errors;
mod hostile;
mod matching;
mod python;
mod round_trips;
mod values;

use std::env;
use std::path::{Path, PathBuf};

/// What Keras wrote: see tests/parity/files.py.
fn of_keras(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/data").join(name)
}
