//! MNIST, from a folder of the user's: 60,000 handwritten digits to learn from, 10,000 to be tested on.
//!
//! The folder has the four IDX files, with or without gzip. It is the program's argument, or `DENSE_MNIST_DIR`, `data/mnist` or
//! `../shared/data/mnist`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dense::Sample;
use dense::data::{Array, idx};
use dense::prelude::*;

/// Pixels from 0.0 (paper) to 1.0 (ink), and the digits that they show.
pub struct Mnist<X> {
    pub train: Dataset<X, u8>,
    pub test: Dataset<X, u8>,
}

/// Gives MNIST to `learn`, with images in the shape that its network takes, and says on the terminal if that fails.
pub fn with<X: Array + Sample>(learn: impl FnOnce(&Mnist<X>) -> Result<ExitCode, Error>) -> ExitCode {
    let Some(folder) = folder() else {
        // No failure: a checkout comes without the data.
        println!("There is no MNIST here: neither `data/mnist` nor `../shared/data/mnist` is a folder.");
        println!("Name the folder that has its four files, as an argument or in `DENSE_MNIST_DIR`.");
        return ExitCode::SUCCESS;
    };
    load(&folder).and_then(|data| learn(&data)).unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

/// The folder that the user names, or one where the files usually are.
fn folder() -> Option<PathBuf> {
    let named = env::args_os().nth(1).or_else(|| env::var_os("DENSE_MNIST_DIR"));
    let usual = || ["data/mnist", "../shared/data/mnist"].map(PathBuf::from).into_iter().find(|path| path.is_dir());
    named.map(PathBuf::from).or_else(usual)
}

fn load<X: Array + Sample>(folder: &Path) -> Result<Mnist<X>, Error> {
    Ok(Mnist { train: part(folder, "train")?, test: part(folder, "t10k")? })
}

/// The images and labels of one part, `train` or `t10k`.
fn part<X: Array + Sample>(folder: &Path, part: &str) -> Result<Dataset<X, u8>, Error> {
    let [images, labels] =
        ["images-idx3-ubyte", "labels-idx1-ubyte"].map(|name| file(folder, &format!("{part}-{name}")));
    idx::dataset(images, labels)
}

/// The file of this name, or the packed one beside it.
fn file(folder: &Path, name: &str) -> PathBuf {
    let plain = folder.join(name);
    if plain.is_file() { plain } else { folder.join(format!("{name}.gz")) }
}
