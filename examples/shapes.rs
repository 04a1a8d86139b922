//! Tells ten kinds of shapes apart, in any color and at any place: what convolutions are good for, and what pooling adds.
//!
//! ```text
//! cargo run --release --example shapes
//! ```
//!
//! The images are drawn by the program, 5,000 to learn from and 1,000 that are never seen in training. Three networks learn from them
//! for six epochs. Of the images that they have not seen
//!
//! - `Pixels` reads 52 % right. It has weights for each pixel, and what they learn of a shape holds at the places where it was.
//! - `Edges`, the model of the Keras guide to `Dense` layers that has a convolution, reads 79 %. Its 32 kernels look at 3 x 3 pixels and
//!   are the same everywhere: they find edges and their directions. The layers behind still have to learn for each place what an
//!   edge there means.
//! - `Pooled` reads 99.6 %, with one of 250 of the weights. It makes images smaller on the way, so that later kernels see more of a
//!   shape at once, and forgets in the end where it was.

use std::process::ExitCode;
use std::time::Instant;

use dense::prelude::*;

#[path = "data/drawn_shapes.rs"]
mod drawn_shapes;

use drawn_shapes::KINDS;

network! {
    /// No convolution.
    struct Pixels {
        Input(64, 64, 3)
            -> Flatten
            -> Dense(128, relu)
            -> Dense(10, softmax)
    }

    /// One convolution, and as many weights as places times units.
    struct Edges {
        Input(64, 64, 3)
            -> Conv2D(32, 3, relu)
            -> [62, 62, 32]
            -> Flatten
            -> Dense(128, relu)
            -> Dense(10, softmax)
    }

    /// Convolutions and pooling in turns.
    struct Pooled {
        Input(64, 64, 3)
            -> Conv2D(16, 3, relu) -> MaxPooling2D(2)
            -> Conv2D(32, 3, relu) -> MaxPooling2D(2)
            -> Conv2D(64, 3, relu) -> MaxPooling2D(2)
            -> Conv2D(64, 3, relu)
            -> GlobalAveragePooling2D
            -> Dense(10, softmax)
    }
}

type Image = drawn_shapes::Image<64>;

fn main() -> Result<ExitCode, Error> {
    let train = drawn_shapes::draw(500, 1)?;
    let test = drawn_shapes::draw(100, 2)?;
    show(&[3, 5, 8].map(|at| (test.inputs()[at], test.targets()[at])));

    println!("{:<8} {:>10} {:>8} {:>8} {:>8}", "network", "weights", "seconds", "seen", "unseen");
    let pixels = learn("Pixels", Pixels::new(1), &train, &test)?;
    let edges = learn("Edges", Edges::new(1), &train, &test)?;
    let pooled = learn("Pooled", Pooled::new(1), &train, &test)?;

    let good = edges >= 0.7 && edges >= pixels + 0.1 && pooled >= 0.95;
    if !good {
        eprintln!("`Edges` is below 0.7 or not 0.1 above `Pixels`, or `Pooled` is below 0.95: something is wrong.");
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Trains a network and tells how many images it reads right. Gives the share of those that it has not seen.
fn learn<N>(name: &str, mut model: Box<N>, train: &Dataset<Image, u8>, test: &Dataset<Image, u8>) -> Result<f64, Error>
where
    N: Network<Element = f32, Input = Image, Output = [f32; 10]>,
    SparseCategoricalCrossentropy: Loss<[f32; 10], u8, N::Head>,
{
    let mut trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(6)
        .batch_size(64)
        .seed(1)
        .callback(ProgressBar::new());
    let start = Instant::now();
    trainer.fit(&mut model, train)?;
    let seconds = start.elapsed().as_secs_f64();

    let seen = trainer.evaluate(&model, train)?.figure("accuracy")?;
    let unseen = trainer.evaluate(&model, test)?.figure("accuracy")?;
    println!("{name:<8} {:>10} {seconds:>8.1} {seen:>8.3} {unseen:>8.3}", N::PARAMETERS);
    Ok(unseen)
}

/// Draws images side by side, by their brightness.
fn show(images: &[(Image, u8)]) {
    const SHADES: [char; 5] = [' ', '░', '▒', '▓', '█'];
    // A character stands for two columns of four rows, since it is about twice as high as wide.
    for top in (0..64).step_by(4) {
        let mut line = String::new();
        for (image, _) in images {
            for left in (0..64).step_by(2) {
                let pixels = image[top..top + 4].iter().flat_map(|row| &row[left..left + 2]);
                let brightness = pixels.map(|[red, green, blue]| red.max(*green).max(*blue)).sum::<f32>() / 8.0;
                line.push(SHADES[(5.0 * brightness).min(4.0) as usize]);
            }
            line.push(' ');
        }
        println!("{}", line.trim_end());
    }
    println!("{}\n", images.iter().map(|&(_, kind)| format!("{:<33}", KINDS[usize::from(kind)])).collect::<String>());
}
