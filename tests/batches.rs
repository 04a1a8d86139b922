//! `BatchNormalization` at its limits, and what it knows of the batches.

use dense::TrainingWorkspace;
use dense::prelude::*;

network! {
    struct Alone { Input(2, dtype = f64) -> BatchNormalization(beta_initializer = constant(0.25), momentum = 0.9) }
    struct Small { Input(2) -> Dense(3) -> BatchNormalization -> Dense(1) }
}

/// Trains on a batch, and gives the loss.
fn step<N: Network<Input = [T; 2]>, T: Element, const OUT: usize>(
    model: &mut N,
    inputs: &[[T; 2]],
    targets: &[[T; OUT]],
) -> Result<N::Element, Error>
where
    MeanSquaredError: Loss<N::Output, [T; OUT], N::Head>,
    [T; OUT]: dense::data::Target,
{
    Trainer::new(SGD::new(0.1), MeanSquaredError::new()).train_on_batch(model, inputs, targets)
}

#[test]
fn one_sample_or_equal_ones_become_beta() {
    for samples in [1, 4] {
        let mut model = Alone::new(0);
        let loss = step(&mut *model, &vec![[3.0, -2.0]; samples], &vec![[1.25, 0.25]; samples]).expect("good data");
        // The outputs are 0.25 and 0.25.
        assert!((loss - 0.5).abs() < 1e-15, "{loss}");
        assert_eq!(model.tensor("batch_normalization.gamma"), Some(&[1.0, 1.0][..]));
        assert_eq!(model.tensor("batch_normalization.beta").map(|beta| beta[0] > 0.25), Some(true));
    }
}

#[test]
fn moving_statistics_follow_each_step_and_no_evaluation() {
    let mut model = Alone::new(0);
    let inputs = [[1.0, 5.0], [3.0, 5.0]];
    let mut workspace = TrainingWorkspace::<Alone>::new(0);
    workspace.forward(&*model, &inputs).expect("samples");
    workspace.backward(&*model, &[[0.0; 2]; 2]).expect("gradients");
    workspace.update(&mut model, &SGD::new(0.1)).expect("a good step");
    let mean = |model: &Alone| model.tensor("batch_normalization.moving_mean").expect("it is there").to_vec();
    let variance = |model: &Alone| model.tensor("batch_normalization.moving_variance").expect("it is there").to_vec();
    let near = |found: Vec<f64>, expected: [f64; 2]| found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-15);
    assert!(near(mean(&model), [0.2, 0.5]) && near(variance(&model), [1.0, 0.9]));
    // The same batch counts once, however often it is used.
    workspace.update(&mut model, &SGD::new(0.1)).expect("a good step");
    assert!(near(mean(&model), [0.2, 0.5]));
    let before = model.clone();
    let data = Dataset::new(inputs.to_vec(), vec![[0.0, 0.0]; 2]).expect("good samples");
    let scores = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).evaluate(&model, &data).expect("good data");
    assert!(before == model);
    // The evaluation has looked at the moving statistics, as predictions do.
    let outputs = model.predict_batch(&inputs);
    let expected = outputs.iter().map(|[a, b]| (a * a + b * b) / 2.0).sum::<f64>() / 2.0;
    assert!((scores.get("loss").expect("a loss") - expected).abs() < 1e-15);
}

#[test]
fn a_variance_that_is_not_finite_changes_nothing() {
    let mut model = Small::new(1);
    let before = model.clone();
    let error = step(&mut *model, &[[1e30, 0.0], [-1e30, 0.0]], &[[0.0], [1.0]]).expect_err("an overflow");
    assert_eq!(error, Error::Diverged { step: 1, what: "variance of the batch" });
    assert!(before == model);
    step(&mut *model, &[[1.0, 0.0], [-1.0, 0.0]], &[[0.0], [1.0]]).expect("good data");
}

#[test]
fn frozen_layers_keep_what_they_know() {
    network! { struct Frozen { Input(2) -> Dense(3) -> BatchNormalization(trainable = false) -> Dense(1) } }
    let mut model = Frozen::new(1);
    step(&mut *model, &[[1.0, 0.5], [-1.0, 2.0]], &[[0.0], [1.0]]).expect("good data");
    for (name, expected) in [("gamma", 1.0), ("beta", 0.0), ("moving_mean", 0.0), ("moving_variance", 1.0)] {
        assert_eq!(model.tensor(&format!("batch_normalization.{name}")), Some(&[expected; 3][..]));
    }
}
