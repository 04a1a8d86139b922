//! A network learns to read handwritten digits: data, training, and prediction from one end to the other.

use dense::prelude::*;

#[path = "../examples/data/optical_digits.rs"]
mod optical_digits;

network! {
    struct Digits {
        Input(64)
            -> hidden: Dense(128, relu, he_normal)
            -> Dropout(0.3)
            -> Dense(10, softmax)
    }
}

/// The training of `examples/digits.rs`. Gives the network, its history, and its scores on the held-out fifth.
fn train() -> Result<(Box<Digits>, History, Scores), Error> {
    let (train, test) = optical_digits::load().shuffle(42).split(0.8)?;
    let mut model = Digits::new(42);
    let mut trainer = Trainer::new(Adam::new(3e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(50)
        .batch_size(32)
        .seed(7)
        .validation_split(0.1);
    let history = trainer.fit(&mut model, &train)?;
    let scores = trainer.evaluate(&model, &test)?;
    Ok((model, history, scores))
}

#[test]
fn it_reads_97_of_100_digits_that_it_has_not_seen() -> Result<(), Error> {
    let (_, _, scores) = train()?;
    assert!(scores.get("accuracy").is_some_and(|accuracy| accuracy >= 0.97), "{scores}");
    Ok(())
}

#[test]
fn the_same_seeds_give_the_same_network() -> Result<(), Error> {
    let (one, one_history, one_scores) = train()?;
    let (two, two_history, two_scores) = train()?;
    for (a, b) in one.tensors().zip(two.tensors()) {
        assert_eq!(a, b);
    }
    assert_eq!((one_history, one_scores), (two_history, two_scores));
    Ok(())
}
