//! What cannot be trained with is refused with a reason, and the network stays as it was.

use dense::Element;
use dense::constraint::Constraint;
use dense::prelude::*;

network! {
    struct Classes { Input(2) -> Dense(5, relu) -> Dense(3, softmax) }
    struct Line { Input(1) -> Dense(4) -> Dense(1) }
}

fn good() -> (Vec<[f32; 2]>, Vec<u8>) {
    ((0..8).map(|i| [i as f32, 1.0]).collect(), (0..8).map(|i| i % 3).collect())
}

fn trainer() -> Trainer<SGD, SparseCategoricalCrossentropy> {
    Trainer::new(SGD::new(0.1), SparseCategoricalCrossentropy::new())
}

#[test]
fn data_sets_are_checked() {
    let empty = Dataset::<[f32; 2], u8>::new(vec![], vec![]);
    assert_eq!(empty.unwrap_err(), Error::Empty { what: "data set" });
    let uneven = Dataset::new(vec![[0.0f32; 2]; 3], vec![0u8; 2]);
    assert_eq!(uneven.unwrap_err(), Error::Lengths { expected: 3, found: 2, what: "targets" });
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let (mut inputs, targets) = good();
        inputs[5][1] = value as f32;
        match Dataset::new(inputs, targets) {
            Err(Error::NotFinite { what: "input", sample: 5, index: 1, value: found }) => {
                assert!(found == value || found.is_nan() && value.is_nan());
            }
            other => panic!("{other:?}"),
        }
        let target = Dataset::new(vec![[0.0f32]; 2], vec![[1.0f32], [value as f32]]);
        assert!(matches!(target, Err(Error::NotFinite { what: "target", sample: 1, index: 0, .. })));
    }
}

/// Calls `fit`, which must fail, and shows that the network was not touched.
fn refused<V>(mut trainer: Trainer<SGD, SparseCategoricalCrossentropy, (), V>, targets: Vec<u8>) -> Error
where
    V: dense::train::Validation<[f32; 2], u8>,
{
    let data = Dataset::new(good().0, targets).expect("a good data set");
    let mut model = Classes::new(1);
    let before = model.clone();
    let error = trainer.fit(&mut model, &data).expect_err("refused");
    assert_eq!(model, before);
    error
}

#[test]
fn settings_are_checked() {
    let name = |error| match error {
        Error::Setting { name, .. } => name,
        other => panic!("{other:?}"),
    };
    let (_, targets) = good();
    assert_eq!(name(refused(trainer().epochs(0), targets.clone())), "epochs");
    assert_eq!(name(refused(trainer().batch_size(0), targets.clone())), "batch_size");
    assert_eq!(name(refused(trainer().threads(0), targets.clone())), "threads");
    assert_eq!(name(refused(trainer().validation_split(1.0), targets.clone())), "validation_split");
    assert_eq!(name(refused(trainer().validation_split(f64::NAN), targets.clone())), "validation_split");
    let rateless = Trainer::new(SGD::new(f64::NAN), SparseCategoricalCrossentropy::new());
    assert_eq!(name(refused(rateless, targets.clone())), "learning_rate");
    assert_eq!(refused(trainer().validation_split(0.99), targets), Error::Empty { what: "training part" });
}

#[test]
fn labels_are_checked() {
    let (inputs, mut targets) = good();
    targets[6] = 3;
    let expected = Error::Label { sample: 6, label: 3, classes: 3 };
    assert_eq!(refused(trainer(), targets.clone()), expected);
    let validation = Dataset::new(inputs, targets).expect("a good data set");
    assert_eq!(refused(trainer().validation_data(&validation), good().1), expected);
}

#[test]
fn batches_are_checked() {
    let (mut inputs, targets) = good();
    let mut model = Classes::new(1);
    let before = model.clone();
    let mut trainer = trainer();
    assert_eq!(trainer.train_on_batch(&mut model, &[], &targets[..0]), Err(Error::Empty { what: "batch" }));
    let uneven = trainer.train_on_batch(&mut model, &inputs, &targets[..3]);
    assert_eq!(uneven, Err(Error::Lengths { expected: 8, found: 3, what: "targets" }));
    let label = trainer.train_on_batch(&mut model, &inputs, &[0, 1, 2, 0, 9, 2, 0, 1u8]);
    assert_eq!(label, Err(Error::Label { sample: 4, label: 9, classes: 3 }));
    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        inputs[2][0] = value;
        let found = trainer.train_on_batch(&mut model, &inputs, &targets);
        assert!(matches!(found, Err(Error::NotFinite { what: "input", sample: 2, index: 0, .. })), "{found:?}");
    }
    assert_eq!(model, before);
}

#[test]
fn outputs_must_be_as_many_as_inputs() {
    let model = Classes::new(1);
    let mut outputs = vec![[0.0; 3]; 2];
    let found = model.predict_into(&good().0, &mut outputs);
    assert_eq!(found, Err(Error::Lengths { expected: 8, found: 2, what: "outputs" }));
}

/// A rate that is far too high makes the loss overflow after some steps. The network keeps what the last good step gave.
#[test]
fn a_run_that_diverges_ends_with_finite_parameters() {
    let inputs: Vec<[f32; 1]> = (0..16).map(|i| [i as f32]).collect();
    let targets: Vec<[f32; 1]> = (0..16).map(|i| [2.0 * i as f32]).collect();
    let mut model = Line::new(1);
    let mut trainer = Trainer::new(SGD::new(10.0), MeanSquaredError::new());
    let mut last_good = model.clone();
    let error = loop {
        match trainer.train_on_batch(&mut model, &inputs, &targets) {
            Ok(loss) => assert!(loss.is_finite()),
            Err(error) => break error,
        }
        last_good.clone_from(&model);
    };
    assert!(matches!(error, Error::Diverged { .. }), "{error:?}");
    assert_eq!(model, last_good);
    assert!(model.tensors().all(|tensor| tensor.values().iter().all(|x| x.is_finite())));

    let mut model = Line::new(1);
    let data = Dataset::new(inputs, targets).expect("good samples");
    let fitted = Trainer::new(SGD::new(10.0), MeanSquaredError::new()).epochs(50).fit(&mut model, &data);
    assert!(matches!(fitted, Err(Error::Diverged { .. })));
    assert!(model.tensors().all(|tensor| tensor.values().iter().all(|x| x.is_finite())));
}

network! {
    struct Clipped { Input(2) -> Activation(relu) -> Dense(1) }
    struct Dropped { Input(2) -> Dropout(0.9) -> Dense(1) }
    struct Frozen { Input(2) -> Dense(3, relu, trainable = false) -> Dense(1) }
}

/// Where the first layer can hide a number that is not finite, it is found all the same.
#[test]
fn no_layer_hides_numbers_that_are_not_finite() {
    fn refuses<N: Network<Element = f32, Input = [f32; 2], Output = [f32; 1]>>() {
        for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let mut model = N::new(1);
            let before = model.clone();
            let mut trainer = Trainer::new(SGD::new(0.1), MeanSquaredError::new());
            let inputs = [[1.0, 2.0], [value, 1.0]];
            let found = trainer.train_on_batch(&mut model, &inputs, &[[0.0f32], [1.0]]);
            assert!(matches!(found, Err(Error::NotFinite { what: "input", sample: 1, index: 0, .. })), "{found:?}");
            assert_eq!(model, before);
        }
    }
    refuses::<Clipped>();
    refuses::<Dropped>();
    refuses::<Frozen>();
}

/// Divides by nothing.
struct Inverse;

impl Constraint for Inverse {
    fn apply<T: Element>(&self, _: &[usize], values: &mut [T]) {
        values.iter_mut().for_each(|w| *w = T::zero().recip());
    }
}

#[test]
fn a_constraint_that_overflows_changes_nothing() {
    network! { struct Constrained { Input(1) -> Dense(1) -> Dense(1, bias_constraint = Inverse) } }
    let mut model = Constrained::new(1);
    let before = model.clone();
    let mut trainer = Trainer::new(Adam::new(1e-3), MeanSquaredError::new());
    let error = trainer.train_on_batch(&mut *model, &[[1.0]], &[[1.0f32]]).expect_err("a parameter is infinite");
    assert!(matches!(error, Error::Diverged { .. }), "{error:?}");
    assert_eq!(*model, *before);
}

/// A step whose result would not be finite is not taken, whatever the rule.
#[test]
fn an_update_that_overflows_is_undone() {
    fn diverges(optimizer: impl Optimizer, scale: f32) {
        let mut model = Line::new(1);
        let mut trainer = Trainer::new(optimizer, MeanSquaredError::new());
        let mut last_good = model.clone();
        let error = loop {
            match trainer.train_on_batch(&mut model, &[[scale]], &[[scale]]) {
                Ok(_) => last_good.clone_from(&model),
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Error::Diverged { .. }), "{error:?}");
        assert_eq!(model, last_good);
        assert!(model.tensors().all(|tensor| tensor.values().iter().all(|x| x.is_finite())));
    }
    diverges(SGD::new(1e38), 10.0);
    diverges(SGD::new(1e39), 10.0);
    diverges(Adam::new(1e39), 10.0);
    diverges(Adam::new(0.1), 1e11);
    diverges(AdamW::new(0.1).weight_decay(1e39), 10.0);
    diverges(Adamax::new(1e39), 10.0);
    diverges(Nadam::new(1e39), 10.0);
    diverges(Adagrad::new(1e39), 10.0);
    diverges(Adadelta::new(1e39), 10.0);
    diverges(Ftrl::new(1e39), 10.0);
    diverges(Lion::new(1e39), 10.0);
    diverges(SGD::new(ExponentialDecay::new(1.0, 1, 1e30)), 10.0);
}

#[test]
fn settings_of_losses_and_optimizers_are_checked() {
    let (inputs, targets) = (vec![[1.0f32; 2]; 2], vec![[1.0f32, 0.0, 0.0]; 2]);
    for value in [-0.1, 1.1, f64::NAN] {
        let loss = CategoricalCrossentropy::new().label_smoothing(value);
        let found = Trainer::new(SGD::new(0.1), loss).train_on_batch(&mut Classes::new(1), &inputs, &targets);
        assert!(matches!(found, Err(Error::Setting { name: "label_smoothing", .. })), "{found:?}");
    }
    for epsilon in [0.0, -1.0, f64::INFINITY, f64::NAN] {
        assert!(matches!(Adam::new(0.1).epsilon(epsilon).check(), Err(Error::Setting { name: "epsilon", .. })));
        assert!(matches!(RMSprop::new(0.1).epsilon(epsilon).check(), Err(Error::Setting { name: "epsilon", .. })));
    }
    let data = Dataset::new(inputs, targets).expect("good samples");
    let mut model = Classes::new(1);
    let before = model.clone();
    let stopped = Adam::new(CosineDecay::new(0.1, 0));
    let found = Trainer::new(stopped, CategoricalCrossentropy::new()).fit(&mut model, &data);
    assert!(matches!(found, Err(Error::Setting { name: "decay_steps", .. })), "{found:?}");
    let growing = AdamW::new(0.1).weight_decay(-0.1);
    let found = TrainingWorkspace::new(0).update(&mut model, &growing);
    assert!(matches!(found, Err(Error::Setting { name: "weight_decay", .. })), "{found:?}");
    assert_eq!(model, before);
    for fraction in [-0.5, 1.5, f64::NAN] {
        assert!(matches!(data.clone().split(fraction), Err(Error::Setting { name: "fraction", .. })));
    }
    assert!(matches!(data.split(0.1), Err(Error::Empty { .. })));
}

#[test]
fn settings_of_metrics_are_checked() {
    let (inputs, targets) = good();
    let data = Dataset::new(inputs, targets).expect("good samples");
    let mut model = Classes::new(1);
    let before = model.clone();
    for value in [-0.1, 1.1, f64::NAN] {
        let mut trainer = trainer().metric(Precision::new().thresholds(value)).metric(Accuracy::new());
        let found = trainer.fit(&mut model, &data);
        assert!(matches!(found, Err(Error::Setting { name: "thresholds", .. })), "{found:?}");
        let found = trainer.evaluate(&model, &data);
        assert!(matches!(found, Err(Error::Setting { name: "thresholds", .. })), "{found:?}");
    }
    let found = trainer().metric(Recall::new().class_id(3)).fit(&mut model, &data);
    let expected = "one of the network's classes, from 0";
    assert_eq!(found, Err(Error::Setting { name: "class_id", value: 3.0, expected }));
    assert_eq!(model, before);
}

/// When almost all gradients are alike, the variance that centered RMSprop divides by is rounded below zero.
#[test]
fn centered_rmsprop_bears_constant_gradients() {
    let mut model = Line::new(1);
    let mut trainer = Trainer::new(RMSprop::new(1e-9).centered(true), MeanSquaredError::new());
    for _ in 0..500 {
        trainer.train_on_batch(&mut model, &[[100.0]], &[[1000.0f32]]).expect("finite parameters");
    }
}

#[test]
fn a_workspace_bears_calls_out_of_order() {
    let mut model = Line::new(1);
    let before = model.clone();
    let mut workspace = TrainingWorkspace::<Line>::new(0);
    assert_eq!(workspace.gradients().count(), 0);
    assert_eq!(workspace.backward(&model, &[]), Err(Error::Empty { what: "batch" }));
    workspace.update(&mut model, &SGD::new(0.1)).expect("gradients of zero");
    assert_eq!(model, before);
    workspace.forward(&model, &[[1.0]]).expect("a sample");
    let found = workspace.backward(&model, &[[1.0], [1.0]]);
    assert_eq!(found, Err(Error::Lengths { expected: 1, found: 2, what: "gradients" }));
    assert!(matches!(workspace.backward(&model, &[[f32::NAN]]), Err(Error::Diverged { what: "gradient", .. })));
    workspace.update(&mut model, &SGD::new(0.1)).expect("gradients of zero");
    assert_eq!(model, before);
}

#[test]
fn class_weights_are_checked() {
    let (inputs, labels) = good();
    let mut model = Classes::new(1);
    let before = model.clone();
    for weights in [&[1.0, 2.0][..], &[1.0, -1.0, 1.0], &[1.0, f64::NAN, 1.0], &[1.0; 4]] {
        let error =
            trainer().class_weight(weights).train_on_batch(&mut *model, &inputs, &labels).expect_err("bad weights");
        assert!(matches!(error, Error::Setting { name: "class_weight", .. }), "{error:?}");
    }
    assert_eq!(*model, *before);
    // Weights of zero teach nothing.
    let loss = trainer().class_weight(&[0.0; 3]).train_on_batch(&mut *model, &inputs, &labels).expect("good weights");
    assert!(loss == 0.0 && *model == *before);

    network! { struct Image { Input(2) -> Dense(4) -> Reshape(2, 2) } }
    let mut trainer = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).class_weight(&[1.0; 4]);
    let error = trainer.train_on_batch(&mut Image::new(1), &inputs, &[[[0.0f32; 2]; 2]; 8]).expect_err("no classes");
    assert!(matches!(error, Error::Setting { name: "class_weight", .. }), "{error:?}");
}

#[test]
fn sample_weights_are_checked() {
    let (inputs, labels) = good();
    let data = Dataset::new(inputs.clone(), labels.clone()).expect("good samples");
    let mut model = Classes::new(1);
    let before = model.clone();
    for count in [0, 7, 9] {
        let expected = Error::Lengths { expected: 8, found: count, what: "sample weights" };
        assert_eq!(data.clone().sample_weight(vec![1.0; count]), Err(expected.clone()));
        let found = trainer().train_on_weighted_batch(&mut *model, &inputs, &labels, &vec![1.0; count]);
        assert_eq!(found, Err(expected));
    }
    for value in [-0.5, f64::NEG_INFINITY, f64::INFINITY, f64::NAN] {
        let mut weights = vec![1.0; 8];
        (weights[5], weights[6]) = (value, -1.0);
        let same = |error: &Error| match *error {
            Error::Weight { sample: 5, value: found } => found == value || found.is_nan() && value.is_nan(),
            _ => false,
        };
        let found = trainer().train_on_weighted_batch(&mut *model, &inputs, &labels, &weights);
        assert!(found.as_ref().is_err_and(same), "{found:?}");
        let found = data.clone().sample_weight(weights);
        assert!(found.as_ref().is_err_and(same), "{found:?}");
    }
    assert_eq!(*model, *before);
    let error = data.sample_weight(vec![1.0, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]).expect_err("a bad weight");
    assert_eq!(error.to_string(), "sample 1 has the weight -1; weights must be finite and not negative");
}

#[test]
fn weights_that_overflow_change_nothing() {
    let (inputs, labels) = good();
    let mut model = Classes::new(1);
    let before = model.clone();
    for reduction in [Reduction::SumOverBatchSize, Reduction::Sum] {
        let loss = SparseCategoricalCrossentropy::new().reduction(reduction);
        let mut trainer = Trainer::new(SGD::new(0.1), loss);
        let error = trainer.train_on_weighted_batch(&mut *model, &inputs, &labels, &[1e300; 8]).expect_err("too much");
        assert!(matches!(error, Error::Diverged { .. }), "{error:?}");
    }
    assert_eq!(*model, *before);
    // Over their sum, even these are moderate.
    let loss = SparseCategoricalCrossentropy::new().reduction(Reduction::MeanWithSampleWeight);
    let mut even = model.clone();
    let found = Trainer::new(SGD::new(0.1), loss).train_on_weighted_batch(&mut *model, &inputs, &labels, &[1e300; 8]);
    let expected = Trainer::new(SGD::new(0.1), loss).train_on_batch(&mut *even, &inputs, &labels);
    assert!((found.expect("good weights") - expected.expect("good data")).abs() < 1e-6);
}

#[test]
fn labels_beyond_the_classes_are_only_for_the_ignored_class() {
    let (inputs, mut targets) = good();
    (targets[2], targets[6]) = (255, 3);
    let data = Dataset::new(inputs, targets).expect("a good data set");
    let mut model = Classes::new(1);
    let before = model.clone();
    let ignoring = |class| Trainer::new(SGD::new(0.1), SparseCategoricalCrossentropy::new().ignore_class(class));
    let found = ignoring(255).fit(&mut model, &data).expect_err("a label that is not ignored");
    assert_eq!(found, Error::Label { sample: 6, label: 3, classes: 3 });
    let found = ignoring(3).evaluate(&model, &data).expect_err("a label that is not ignored");
    assert_eq!(found, Error::Label { sample: 2, label: 255, classes: 3 });
    let good = Dataset::new(good().0, good().1).expect("a good data set");
    let found = ignoring(255).validation_data(&data).fit(&mut model, &good).expect_err("a label that is not ignored");
    assert_eq!(found, Error::Label { sample: 6, label: 3, classes: 3 });
    assert_eq!(model, before);
}

#[test]
fn every_alpha_is_checked() {
    let (inputs, targets) = (vec![[1.0f32; 2]; 2], vec![[1.0f32, 0.0, 0.0]; 2]);
    for value in [0.0, -1.0, f64::INFINITY, f64::NAN] {
        let loss = CategoricalFocalCrossentropy::new().alpha([1.0, 0.5, value]);
        let found = Trainer::new(SGD::new(0.1), loss).train_on_batch(&mut Classes::new(1), &inputs, &targets);
        assert!(matches!(found, Err(Error::Setting { name: "alpha", .. })), "{found:?}");
    }
}

/// Labels, one-hot arrays and, for one answer, arrays of one number have the same classes.
#[test]
fn class_weights_know_all_kinds_of_targets() {
    network! { struct Answer { Input(2) -> Dense(1, sigmoid) } }
    let (inputs, labels) = good();
    let answers: Vec<u8> = labels.iter().map(|label| label % 2).collect();
    let arrays: Vec<[f32; 1]> = answers.iter().map(|&answer| [f32::from(answer)]).collect();
    let train = || Trainer::new(SGD::new(0.1), BinaryCrossentropy::new()).class_weight(&[0.25, 3.0]);
    let (mut with_labels, mut with_arrays, mut without) = (Answer::new(1), Answer::new(1), Answer::new(1));
    train().train_on_batch(&mut *with_labels, &inputs, &answers).expect("good data");
    train().train_on_batch(&mut *with_arrays, &inputs, &arrays).expect("good data");
    Trainer::new(SGD::new(0.1), BinaryCrossentropy::new())
        .train_on_batch(&mut *without, &inputs, &answers)
        .expect("good data");
    assert!(*with_labels == *with_arrays && *with_labels != *without);

    let one_hot: Vec<[f32; 3]> = labels
        .iter()
        .map(|&label| std::array::from_fn(|class| f32::from(u8::from(class == usize::from(label)))))
        .collect();
    let (mut sparse, mut dense) = (Classes::new(1), Classes::new(1));
    let weights = [0.25, 3.0, 1.0];
    trainer().class_weight(&weights).train_on_batch(&mut *sparse, &inputs, &labels).expect("good data");
    let mut with_one_hot = Trainer::new(SGD::new(0.1), CategoricalCrossentropy::new()).class_weight(&weights);
    with_one_hot.train_on_batch(&mut *dense, &inputs, &one_hot).expect("good data");
    let near = |(a, b): (&f32, &f32)| (a - b).abs() < 1e-6;
    assert!(sparse.tensors().zip(dense.tensors()).all(|(a, b)| a.values().iter().zip(b.values()).all(near)));
}
