//! What cannot be trained with is refused with a reason, and the network stays as it was.

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
