//! Learns to read handwritten digits, from 1,437 small images that are part of the program.
//!
//! ```text
//! cargo run --release --example digits
//! ```

use std::process::{Command, ExitCode};

use dense::prelude::*;
use dense::report::{Confusion, Curves};

#[path = "data/optical_digits.rs"]
mod optical_digits;

network! {
    /// Reads images of 8 x 8 pixels.
    struct Digits {
        Input(64)
            -> hidden: Dense(128, relu, he_normal)
            -> Dropout(0.3)
            -> Dense(10, softmax)
    }
}

fn main() -> Result<ExitCode, Error> {
    // The file goes from writer to writer: shuffled, both parts have digits of all of them.
    let (train, test) = optical_digits::load().shuffle(42).stratified_split(0.8)?;
    // The other process of this example.
    if let Some(saved) = std::env::args_os().nth(1) {
        print!("{}", bits(&Digits::load(saved)?.predict_batch(test.inputs())));
        return Ok(ExitCode::SUCCESS);
    }
    let mut model = Digits::new(42);
    println!("{}", Digits::summary());

    let best = std::env::temp_dir().join("dense-digits.safetensors");
    let mut trainer = Trainer::new(Adam::new(3e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(50)
        .batch_size(32)
        .seed(7)
        .validation_split(0.1)
        .class_weight(&train.balanced_class_weights()?)
        .callback(ModelCheckpoint::new(&best).save_best_only(true))
        .callback(EarlyStopping::new("val_loss").patience(10).restore_best_weights(true))
        .callback(ProgressBar::new());
    let history = trainer.fit(&mut model, &train)?;
    println!("\n{}", Curves::of(&history).only(&["loss"]));

    let scores = trainer.evaluate(&model, &test)?;
    let readings = model.predict_batch(test.inputs());
    println!("On the {} digits held out: {scores}\n", test.len());
    println!("{}", Confusion::of(&readings, test.targets())?);
    print_drawings(&readings, &test);

    // The checkpoint of the best epoch is the network as it is now, in every process.
    let there = Command::new(std::env::current_exe().expect("this program")).arg(&best).output().expect("it runs");
    let same = String::from_utf8_lossy(&there.stdout) == bits(&readings);
    println!("\nAnother process loaded {} and read the {} digits", best.display(), if same { "same" } else { "wrong" });

    // A program that others run to see whether all is well should say so in its exit code.
    let good = same && scores.get("accuracy").is_some_and(|accuracy| accuracy >= 0.97);
    if !good {
        eprintln!("The accuracy is below 0.97, or a saved network is another one: something is wrong.");
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Readings, bit for bit.
fn bits(readings: &[[f32; 10]]) -> String {
    readings.iter().map(|reading| format!("{:?}\n", reading.map(f32::to_bits))).collect()
}

/// The most probable digit, and its probability.
fn most_probable(probabilities: &[f32; 10]) -> (usize, f32) {
    let order = |a: &(usize, f32), b: &(usize, f32)| a.1.total_cmp(&b.1);
    probabilities.iter().copied().enumerate().max_by(order).expect("there are ten digits")
}

/// Two digits that were read right and two that were not, if there are any.
fn print_drawings(readings: &[[f32; 10]], test: &Dataset<[f32; 64], u8>) {
    let (right, wrong): (Vec<usize>, Vec<usize>) =
        (0..test.len()).partition(|&at| most_probable(&readings[at]).0 == usize::from(test.targets()[at]));
    for at in right.into_iter().take(2).chain(wrong.into_iter().take(2)) {
        let (digit, probability) = most_probable(&readings[at]);
        let mut caption = format!("read as {digit} ({:.1} %)", 100.0 * probability);
        if digit != usize::from(test.targets()[at]) {
            caption += &format!(", written as {}", test.targets()[at]);
        }
        println!();
        for (row, pixels) in test.inputs()[at].chunks(8).enumerate() {
            println!("    {}   {}", draw(pixels), if row == 3 { &caption } else { "" });
        }
    }
}

/// A row of pixels, each two characters wide: in a terminal that is about square.
fn draw(pixels: &[f32]) -> String {
    const SHADES: [&str; 5] = ["  ", "░░", "▒▒", "▓▓", "██"];
    pixels.iter().map(|&ink| SHADES[(ink * 4.0).round() as usize]).collect()
}
