//! Learns MNIST with convolutions: the network of Keras's "Simple MNIST convnet".
//!
//! ```text
//! cargo run --release --features idx --example mnist_cnn -- FOLDER
//! ```
//!
//! The folder has the four IDX files of MNIST, with or without gzip. Without an argument it is `DENSE_MNIST_DIR`,
//! `data/mnist` or `../shared/data/mnist`. Twelve epochs take the network to 99.2 % of the test images, with 34,826 weights; the
//! one in `examples/mnist.rs` that has 203,530 reads about 98 %. The program fails below 99 %.

use std::process::ExitCode;
use std::time::Instant;

use dense::prelude::*;

#[path = "data/mnist_files.rs"]
mod mnist_files;

use mnist_files::Mnist;

network! {
    /// Reads handwritten digits: what the first kernels see in 3 x 3 pixels, the second ones see together.
    struct Digits {
        Input(28, 28, 1)
            -> Conv2D(32, 3, relu)
            -> MaxPooling2D(2)
            -> Conv2D(64, 3, relu)
            -> MaxPooling2D(2)
            -> Flatten
            -> Dropout(0.5)
            -> Dense(10, softmax)
    }
}

const EPOCHS: usize = 12;

/// Height, width and one channel.
type Image = [[[f32; 1]; 28]; 28];

fn main() -> ExitCode {
    mnist_files::with(learn)
}

fn learn(Mnist { train, test }: &Mnist<Image>) -> Result<ExitCode, Error> {
    println!("{}", Digits::summary());

    let mut model = Digits::new(1);
    let mut trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(EPOCHS)
        .batch_size(128)
        .seed(1)
        // Shown after each epoch, but nothing is decided by it: the test remains a test.
        .validation_data(test)
        .callback(ProgressBar::new());
    let start = Instant::now();
    trainer.fit(&mut model, train)?;
    let seconds = start.elapsed().as_secs_f64() / EPOCHS as f64;

    let scores = trainer.evaluate(&model, test)?;
    println!("\nOn the {} test images: {scores}", test.len());
    println!("{seconds:.2} seconds per epoch, its validation included");

    let good = scores.get("accuracy").is_some_and(|accuracy| accuracy >= 0.99);
    if !good {
        eprintln!("The accuracy is below 0.99: something is wrong.");
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
