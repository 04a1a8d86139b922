//! Learns MNIST: 60,000 handwritten digits to learn from, 10,000 to be tested on.
//!
//! ```text
//! cargo run --release --features idx --example mnist -- FOLDER
//! ```
//!
//! The folder has the four IDX files of MNIST, with or without gzip. Without an argument it is `DENSE_MNIST_DIR`,
//! `data/mnist` or `../shared/data/mnist`. Two networks learn for ten epochs each. The one with 64 units, of which half is
//! dropped, reads about 96.5 % of the test images right, by Keras as by this program; the one with 256 about 98 %.

use std::process::ExitCode;
use std::time::Instant;

use dense::prelude::*;

#[path = "data/mnist_files.rs"]
mod mnist_files;

use mnist_files::Mnist;

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

fn main() -> ExitCode {
    mnist_files::with(|mnist| {
        learn(Digits::new(1), mnist)?;
        learn(Wide::new(1), mnist)?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Trains a network and shows what it has learned.
fn learn<N>(mut model: Box<N>, Mnist { train, test }: &Mnist<[f32; 784]>) -> Result<(), Error>
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
