//! Networks in files: what is saved is loaded, what does not fit is said, and no file does harm.

mod crash;
mod embedded;
mod errors;
mod hostile;
mod matching;
mod python;
mod round_trips;
mod values;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

/// An empty folder, which goes when this goes.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("dense-files-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What Keras wrote: see tests/parity/files.py.
fn of_keras() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/data/keras.safetensors")
}
