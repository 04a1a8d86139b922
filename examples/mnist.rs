//! Learns MNIST: 60,000 handwritten digits to learn from, 10,000 to be tested on.
//!
//! ```text
//! cargo run --release --features idx --example mnist -- FOLDER
//! ```
//!
//! The folder has the four IDX files of MNIST, with or without gzip. Without an argument it is `DENSE_MNIST_DIR`,
//! `data/mnist` or `../shared/data/mnist`. Two networks learn for ten epochs each. The one with 64 units, of which half is
//! dropped, reads about 96.5 % of the test images right, by Keras as by this program; the one with 256 about 98 %.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use dense::data::idx;
use dense::prelude::*;

network! {
    /// Reads handwritten digits.
    struct Digits {
        Input(784)
            -> hidden: Dense(64, relu, he_normal)
            -> Dropout(0.5)
            -> Dense(10, softmax)
    }

    /// The same with more to drop from.
    struct Wide {
        Input(784)
            -> hidden: Dense(256, relu, he_normal)
            -> Dropout(0.5)
            -> Dense(10, softmax)
    }
}

const EPOCHS: usize = 10;

/// Images of 28 x 28 pixels from 0.0 to 1.0, and the digits that they show.
type Images = Dataset<[f32; 784], u8>;

fn main() -> ExitCode {
    let Some(folder) = folder() else {
        // No failure: a checkout comes without the data.
        println!("There is no MNIST here: neither `data/mnist` nor `../shared/data/mnist` is a folder.");
        println!("Name the folder that has its four files, as an argument or in `DENSE_MNIST_DIR`.");
        return ExitCode::SUCCESS;
    };
    match train(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The folder that the user names, or one where the files usually are.
fn folder() -> Option<PathBuf> {
    let named = env::args_os().nth(1).or_else(|| env::var_os("DENSE_MNIST_DIR"));
    let usual = || ["data/mnist", "../shared/data/mnist"].map(PathBuf::from).into_iter().find(|path| path.is_dir());
    named.map(PathBuf::from).or_else(usual)
}

fn train(folder: &Path) -> Result<(), Error> {
    let train = load(folder, "train")?;
    let test = load(folder, "t10k")?;
    learn(Digits::new(1), &train, &test)?;
    learn(Wide::new(1), &train, &test)?;
    Ok(())
}

/// Trains a network and shows what it has learned.
fn learn<N>(mut model: Box<N>, train: &Images, test: &Images) -> Result<(), Error>
where
    N: Network<Element = f32, Input = [f32; 784], Output = [f32; 10]>,
    SparseCategoricalCrossentropy: Loss<[f32; 10], u8, N::Head>,
{
    println!("{}", N::summary());
    let mut trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(EPOCHS)
        .batch_size(64)
        .seed(1)
        // Shown after each epoch, but nothing is decided by it: the test remains a test.
        .validation_data(test)
        .callback(ProgressBar::new());
    let start = Instant::now();
    trainer.fit(&mut model, train)?;
    let seconds = start.elapsed().as_secs_f64() / EPOCHS as f64;

    println!("\nOn the {} test images: {}", test.len(), trainer.evaluate(&model, test)?);
    println!("{seconds:.2} seconds per epoch, its validation included\n");
    Ok(())
}

/// The images and labels of one part, `train` or `t10k`, with pixels from 0.0 (paper) to 1.0 (ink).
fn load(folder: &Path, part: &str) -> Result<Images, Error> {
    let [images, labels] =
        ["images-idx3-ubyte", "labels-idx1-ubyte"].map(|name| file(folder, &format!("{part}-{name}")));
    idx::dataset(images, labels)
}

/// The file of this name, or the packed one beside it.
fn file(folder: &Path, name: &str) -> PathBuf {
    let plain = folder.join(name);
    if plain.is_file() { plain } else { folder.join(format!("{name}.gz")) }
}
