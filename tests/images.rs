//! A network with convolutions learns to tell drawn shapes apart, wherever they are and whatever their color.

use dense::prelude::*;

#[path = "../examples/data/drawn_shapes.rs"]
mod drawn_shapes;

network! {
    struct Shapes {
        Input(24, 24, 3)
            -> Conv2D(16, 3, relu) -> MaxPooling2D(2)
            -> Conv2D(32, 3, relu) -> MaxPooling2D(2)
            -> Conv2D(32, 3, relu)
            -> GlobalMaxPooling2D
            -> Dense(10, softmax)
    }
}

/// Trains it, on so many threads. Gives the network, its history, and its scores on images that it has not seen.
fn train(threads: usize) -> Result<(Box<Shapes>, History, Scores), Error> {
    let mut model = Shapes::new(1);
    let mut trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(12)
        .batch_size(32)
        .seed(1)
        .threads(threads);
    let history = trainer.fit(&mut model, &drawn_shapes::draw(200, 1)?)?;
    let scores = trainer.evaluate(&model, &drawn_shapes::draw(50, 2)?)?;
    Ok((model, history, scores))
}

#[test]
fn it_tells_9_of_10_shapes_that_it_has_not_seen() -> Result<(), Error> {
    let (_, _, scores) = train(2)?;
    assert!(scores.get("accuracy").is_some_and(|accuracy| accuracy >= 0.9), "{scores}");
    Ok(())
}

#[test]
fn the_same_seeds_give_the_same_network_on_any_number_of_threads() -> Result<(), Error> {
    let (one, one_history, one_scores) = train(1)?;
    let (two, two_history, two_scores) = train(2)?;
    for (a, b) in one.tensors().zip(two.tensors()) {
        assert_eq!(a, b);
    }
    assert_eq!((one_history, one_scores), (two_history, two_scores));
    Ok(())
}

network! {
    /// Makes an image of few channels from one of many.
    struct Decoder { Input(7, 7, 32) -> Conv2DTranspose(1, 3, strides = 2) -> Conv2D(8, 3) -> Conv2D(3, 1) }
}

#[test]
fn the_plan_says_how_each_convolution_is_computed() {
    let plan = Decoder::plan().to_string();
    let form = |name: &str| {
        let forms = plan.split_once("forms of the convolutions").expect("there are convolutions").1;
        let line = forms.lines().find(|line| line.trim_start().starts_with(name));
        line.unwrap_or_else(|| panic!("{name} in {plan}")).to_owned()
    };
    // A place of the transposed one is seen through at most two by two taps, and one filter fills no vector.
    let transposed = form("conv2d_transpose ");
    assert!(transposed.contains("7x7 windows of 3x3x1 ") && transposed.contains(" dot products of "), "{transposed}");
    assert!(transposed.contains(" places ") && transposed.contains("up to 128 terms"), "{transposed}");
    assert!(form("conv2d ").contains("9 terms"), "{plan}");
    assert!(form("conv2d_1 ").contains("8 terms"), "{plan}");
}
