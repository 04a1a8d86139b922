//! Learns a smooth function from noisy samples, and draws both.
//!
//! ```text
//! cargo run --release --example regression
//! ```

use dense::prelude::*;

network! {
    /// A curve.
    struct Curve {
        Input(1)
            -> Dense(32, tanh)
            -> Dense(32, tanh)
            -> Dense(1)
    }
}

/// How far samples are off the curve: the standard deviation.
const NOISE: f32 = 0.1;

/// What is to be learned, for `x` in -1..1.
fn target(x: f32) -> f32 {
    x * (10.0 * x).sin()
}

fn main() -> Result<(), Error> {
    let mut noise = Noise(1);
    let inputs: Vec<[f32; 1]> = (0..1000).map(|_| [2.0 * noise.uniform() - 1.0]).collect();
    let targets = inputs.iter().map(|&[x]| [target(x) + NOISE * noise.normal()]).collect();
    let (train, test) = Dataset::new(inputs, targets)?.split(0.8)?;

    let mut model = Curve::new(1);
    let mut trainer = Trainer::new(Adam::new(3e-3), MeanSquaredError::new()).epochs(500).batch_size(64).seed(1);
    trainer.fit(&mut model, &train)?;

    println!("learned from  {}", trainer.evaluate(&model, &train)?);
    println!("never seen    {}", trainer.evaluate(&model, &test)?);
    println!("noise alone   loss: {:.4}\n", NOISE * NOISE);
    plot(target, |x| model.predict(&[x])[0]);
    Ok(())
}

/// Draws what was to be learned (`·`) and what was learned (`●`), for `x` in -1..1.
fn plot(target: impl Fn(f32) -> f32, learned: impl Fn(f32) -> f32) {
    const COLUMNS: usize = 81;
    const ROWS: usize = 20;
    const TOP: f32 = 0.8;
    const BOTTOM: f32 = -0.6;
    let row_of = |y: f32| ((TOP - y) / (TOP - BOTTOM) * (ROWS - 1) as f32).round() as usize;
    let xs = (0..COLUMNS).map(|column| 2.0 * column as f32 / (COLUMNS - 1) as f32 - 1.0);
    let points: Vec<(usize, usize)> = xs.map(|x| (row_of(target(x)), row_of(learned(x)))).collect();
    for row in 0..ROWS {
        // What was learned is drawn over what was to be: dots are left where the two differ.
        let mark = |&(target, learned): &(usize, usize)| match row {
            row if row == learned => '●',
            row if row == target => '·',
            _ => ' ',
        };
        println!("{}", points.iter().map(mark).collect::<String>().trim_end());
    }
    println!("\n· to be learned   ● learned");
}

/// Random numbers: SplitMix64.
struct Noise(u64);

impl Noise {
    /// Uniform in `0.0..1.0`.
    fn uniform(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
    }

    /// As good as normal: the sum of twelve uniform numbers has variance 1.
    fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.uniform()).sum::<f32>() - 6.0
    }
}
