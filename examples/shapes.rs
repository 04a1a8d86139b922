//! Shapes.

use std::process::ExitCode;
use std::time::Instant;

use dense::prelude::*;

#[path = "data/drawn_shapes.rs"]
mod drawn_shapes;

type Image = drawn_shapes::Image<64>;

network! {
    struct Pixels { Input(64, 64, 3) -> Flatten -> Dense(128, relu) -> Dense(10, softmax) }
    struct Guide { Input(64, 64, 3) -> Conv2D(32, 3, relu) -> Flatten -> Dense(128, relu) -> Dense(10, softmax) }
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

fn main() -> Result<ExitCode, Error> {
    let arg = |n: usize, d: usize| std::env::args().nth(n).map_or(d, |a| a.parse().unwrap());
    let (of_each, epochs, which) = (arg(1, 300), arg(2, 5), std::env::args().nth(3).unwrap_or("pgd".into()));
    let train = drawn_shapes::draw::<64>(of_each, 1)?;
    let test = drawn_shapes::draw::<64>(100, 2)?;
    if which.contains("d") { learn(Pixels::new(1), &train, &test, epochs)?; }
    if which.contains("p") { learn(Pooled::new(1), &train, &test, epochs)?; }
    if which.contains("g") { learn(Guide::new(1), &train, &test, epochs)?; }
    Ok(ExitCode::SUCCESS)
}

fn learn<N>(mut model: Box<N>, train: &Dataset<Image, u8>, test: &Dataset<Image, u8>, epochs: usize) -> Result<f64, Error>
where
    N: Network<Element = f32, Input = Image, Output = [f32; 10]>,
    SparseCategoricalCrossentropy: Loss<[f32; 10], u8, N::Head>,
{
    println!("{}", N::summary());
    let mut trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(epochs)
        .batch_size(32)
        .seed(1)
        .validation_data(test)
        .callback(ProgressBar::new());
    let start = Instant::now();
    trainer.fit(&mut model, train)?;
    println!("{:.1} s", start.elapsed().as_secs_f64());
    let confusion = Confusion::of(&model.predict_batch(test.inputs()), test.targets())?.class_names(drawn_shapes::KINDS)?;
    println!("{confusion}");
    Ok(confusion.accuracy())
}
