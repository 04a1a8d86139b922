//! Learns MNIST: 60,000 handwritten digits to learn from, 10,000 to be tested on.
//!
//! ```text
//! cargo run --release --example mnist -- FOLDER
//! ```
//!
//! The folder has the four IDX files of MNIST, with or without gzip. Without an argument it is `DENSE_MNIST_DIR`,
//! `data/mnist` or `../shared/data/mnist`. Two networks learn for ten epochs each. The one with 64 units, of which half is
//! dropped, reads about 96.5 % of the test images right, by Keras as by this program; the one with 256 about 98 %.

use std::env;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use dense::prelude::*;
use flate2::read::GzDecoder;

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

fn train(folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
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
fn load(folder: &Path, part: &str) -> Result<Images, String> {
    let images = read::<784>(folder, &format!("{part}-images-idx3-ubyte"), &[28, 28])?;
    let labels = read::<1>(folder, &format!("{part}-labels-idx1-ubyte"), &[])?.into_flattened();
    let wrong = |reason| format!("{}, labels of `{part}`: {reason}", folder.display());
    if let Some(label) = labels.iter().find(|&&label| label > 9) {
        return Err(wrong(format!("{label} is not a digit")));
    }
    let scaled = images.into_iter().map(|image| image.map(|pixel| f32::from(pixel) / 255.0)).collect();
    Dataset::new(scaled, labels).map_err(|error| wrong(error.to_string()))
}

/// The items of an IDX file, each of this shape, or the file's name and what is wrong with it.
fn read<const LEN: usize>(folder: &Path, name: &str, shape: &[u32]) -> Result<Vec<[u8; LEN]>, String> {
    let [plain, gzip] = [name.to_string(), format!("{name}.gz")].map(|name| folder.join(name));
    let (path, bytes) = if plain.is_file() {
        (&plain, fs::read(&plain))
    } else if gzip.is_file() {
        (&gzip, unpack(&gzip))
    } else {
        return Err(format!("{}: there is no `{name}`, nor `{name}.gz`", folder.display()));
    };
    let items = bytes.map_err(|error| error.to_string()).and_then(|bytes| parse(&bytes, shape));
    items.map_err(|reason| format!("{}: {reason}", path.display()))
}

fn unpack(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(File::open(path)?).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An IDX file of bytes: 0, 0, 8 and the number of axes; the length of each axis, of which the first counts the items;
/// the items, one behind the other. Whole numbers have four bytes, the highest first.
fn parse<const LEN: usize>(bytes: &[u8], shape: &[u32]) -> Result<Vec<[u8; LEN]>, String> {
    let (header, items) = bytes.split_at_checked(8 + 4 * shape.len()).ok_or("the header is cut off")?;
    let (words, _) = header.as_chunks::<4>();
    let magic = [0, 0, 8, 1 + shape.len() as u8];
    if words[0] != magic {
        return Err(format!("it begins with {:?}, not with {magic:?}", words[0]));
    }
    let count = u32::from_be_bytes(words[1]);
    let found: Vec<u32> = words[2..].iter().map(|&word| u32::from_be_bytes(word)).collect();
    if found != shape {
        return Err(format!("its items have the shape {found:?}, not {shape:?}"));
    }
    let (items, rest) = items.as_chunks::<LEN>();
    if items.len() != count as usize || !rest.is_empty() {
        let (items, rest) = (items.len(), rest.len());
        return Err(format!("it should have {count} items of {LEN} bytes, but has {items}, and {rest} bytes more"));
    }
    Ok(items.to_vec())
}
