//! What samples count: weights of samples and classes, reductions, and samples that are left out.

use dense::prelude::*;

network! {
    struct Line { Input(1) -> Dense(1) }
    struct Classes { Input(2) -> Dense(6, tanh) -> Dropout(0.3) -> Dense(3, softmax) }
    struct Penalized { Input(2) -> Dense(3, kernel_regularizer = l2(0.1)) -> ActivityRegularization(l2 = 0.5) -> Activation(softmax) }
}

const REDUCTIONS: [Reduction; 3] = [Reduction::SumOverBatchSize, Reduction::Sum, Reduction::MeanWithSampleWeight];

fn samples(count: usize) -> Dataset<[f32; 2], u8> {
    let inputs = (0..count).map(|i| [(i * 7 % 13) as f32 / 13.0, (i * 5 % 11) as f32 / 11.0 - 0.5]).collect();
    Dataset::new(inputs, (0..count).map(|i| (i * 3 % 7 % 3) as u8).collect()).expect("good samples")
}

fn sparse(reduction: Reduction) -> SparseCategoricalCrossentropy {
    SparseCategoricalCrossentropy::new().reduction(reduction)
}

fn bits<N: Network<Element = f32>>(model: &N) -> Vec<u32> {
    model.tensors().flat_map(|tensor| tensor.values().iter().map(|x| x.to_bits())).collect()
}

/// Whether two networks are the same but for rounding.
fn near<N: Network<Element = f32>>(one: &N, other: &N) -> bool {
    let near = |(a, b): (&f32, &f32)| (a - b).abs() < 1e-5;
    one.tensors().zip(other.tensors()).all(|(a, b)| a.values().iter().zip(b.values()).all(near))
}

#[test]
fn weights_stay_with_their_samples() {
    let numbered: Vec<u32> = (0..10).collect();
    let inputs = numbered.iter().map(|&i| [i as f32]).collect();
    let data = Dataset::new(inputs, numbered.clone()).expect("good samples");
    assert_eq!(data.sample_weights(), None);
    let weighted = data.clone().sample_weight(numbered.iter().map(|&i| f64::from(i) / 2.0).collect());
    let weighted = weighted.expect("good weights");
    let check = |data: &Dataset<[f32; 1], u32>| {
        let weights = data.sample_weights().expect("it has weights");
        assert_eq!(weights.len(), data.len());
        assert!(weights.iter().zip(data.targets()).all(|(&weight, &target)| weight == f64::from(target) / 2.0));
    };
    let shuffled = weighted.shuffle(3);
    assert_ne!(shuffled.targets(), numbered);
    check(&shuffled);
    let (first, rest) = shuffled.clone().split(0.7).expect("two parts");
    check(&first);
    check(&rest);
    assert_eq!((first.len(), rest.len()), (7, 3));
    check(&shuffled.sample_weight(shuffled_weights(&first, &rest)).expect("good weights"));
    let (first, rest) = data.shuffle(1).split(0.5).expect("two parts");
    assert_eq!((first.sample_weights(), rest.sample_weights()), (None, None));
}

/// The weights of both parts of a split.
fn shuffled_weights(first: &Dataset<[f32; 1], u32>, rest: &Dataset<[f32; 1], u32>) -> Vec<f64> {
    [first, rest].iter().flat_map(|part| part.sample_weights().expect("weights").to_vec()).collect()
}

#[test]
fn weights_of_one_change_no_bit() {
    let plain = samples(50);
    let weighted = plain.clone().sample_weight(vec![1.0; 50]).expect("good weights");
    for reduction in REDUCTIONS {
        let fit = |data| {
            let mut model = Classes::new(1);
            let trainer = Trainer::new(Adam::new(0.01), sparse(reduction)).epochs(3).batch_size(12);
            let history = trainer.validation_split(0.3).fit(&mut model, data).expect("good data");
            (bits(&*model), history)
        };
        assert_eq!(fit(&plain), fit(&weighted), "{reduction:?}");
    }
}

/// In a sum, a weight of two is as good as the sample twice, and one of zero as none.
#[test]
fn weights_count_samples() {
    let (inputs, targets) = ([[0.5f32], [1.0], [-2.0]], [[1.0f32], [0.0], [3.0]]);
    for reduction in [Reduction::Sum, Reduction::MeanWithSampleWeight] {
        let trainer = || Trainer::new(SGD::new(0.125), MeanSquaredError::new().reduction(reduction));
        let (mut weighted, mut repeated) = (Line::new(1), Line::new(1));
        let found = trainer().train_on_weighted_batch(&mut weighted, &inputs, &targets, &[2.0, 0.0, 1.0]);
        let (inputs, targets) = ([inputs[0], inputs[0], inputs[2]], [targets[0], targets[0], targets[2]]);
        let expected = trainer().train_on_batch(&mut repeated, &inputs, &targets).expect("good data");
        assert!((found.expect("good data") - expected).abs() < 1e-5);
        assert!(near(&*weighted, &*repeated), "{reduction:?}");
    }
}

#[test]
fn weights_of_zero_teach_nothing() {
    let data = samples(8);
    for reduction in REDUCTIONS {
        let mut model = Classes::new(1);
        let before = bits(&*model);
        let mut trainer = Trainer::new(SGD::new(0.5), sparse(reduction));
        let step = trainer.train_on_weighted_batch(&mut model, data.inputs(), data.targets(), &[0.0; 8]);
        assert_eq!(step, Ok(0.0), "{reduction:?}");
        let data = data.clone().sample_weight(vec![0.0; 8]).expect("good weights");
        let history = trainer.epochs(2).batch_size(3).fit(&mut model, &data).expect("good data");
        assert_eq!(history.get("loss"), Some(vec![0.0; 2]));
        assert_eq!(bits(&*model), before, "{reduction:?}");
    }
}

/// Penalties are what they are, whatever samples count.
#[test]
fn penalties_are_not_weighted() {
    let data = samples(8);
    let model = Penalized::new(1);
    let weighted = data.clone().sample_weight(vec![0.0; 8]).expect("good weights");
    let mut workspace = TrainingWorkspace::new(0);
    workspace.forward(&model, data.inputs()).expect("samples");
    let penalty = f64::from(workspace.penalty(&model));
    assert!(penalty > 0.01);
    for reduction in REDUCTIONS {
        let loss = Trainer::new(SGD::new(0.1), sparse(reduction)).evaluate(&model, &weighted).expect("good data");
        assert!((loss.get("loss").expect("a loss") - penalty).abs() < 1e-6, "{reduction:?}");
    }
}

/// Keras takes one or the other.
#[test]
fn weights_of_samples_and_classes_are_multiplied() {
    let data = samples(20);
    let weights: Vec<f64> = (0..20).map(|i| f64::from(i % 4) / 2.0).collect();
    let class_weight = [0.5, 2.0, 4.0];
    let products = |(weight, &label): (&f64, &u8)| weight * class_weight[usize::from(label)];
    let product: Vec<f64> = weights.iter().zip(data.targets()).map(products).collect();
    for reduction in REDUCTIONS {
        let train = |trainer: Trainer<SGD, SparseCategoricalCrossentropy>, weights: &[f64]| {
            let (mut model, mut trainer) = (Classes::new(1), trainer);
            let loss = trainer.train_on_weighted_batch(&mut model, data.inputs(), data.targets(), weights);
            (loss.expect("good data").to_bits(), bits(&*model))
        };
        let trainer = || Trainer::new(SGD::new(0.5), sparse(reduction));
        assert_eq!(train(trainer().class_weight(&class_weight), &weights), train(trainer(), &product));
    }
}

#[test]
fn validation_loss_is_weighted_and_metrics_are_not() {
    let (data, held_out) = (samples(20), samples(9));
    let weights: Vec<f64> = (0..9).map(f64::from).collect();
    let weighted = held_out.clone().sample_weight(weights.clone()).expect("good weights");
    let mut model = Classes::new(1);
    let trainer = || Trainer::new(SGD::new(0.1), sparse(Reduction::SumOverBatchSize)).metric(Accuracy::new());
    // Weights of classes are for training.
    let mut trained = trainer().class_weight(&[1.0, 5.0, 0.5]).validation_data(&weighted);
    let history = trained.fit(&mut model, &data).expect("good data");
    let last = history.last().expect("an epoch");
    let losses = held_out.inputs().iter().zip(held_out.targets());
    let losses = losses.map(|(x, &label)| -f64::from(model.predict(x)[usize::from(label)]).ln());
    let expected = losses.zip(&weights).map(|(loss, weight)| loss * weight).sum::<f64>() / 9.0;
    assert!((last.get("val_loss").expect("validation was asked for") - expected).abs() < 1e-5);
    let [plain, weighted] = [&held_out, &weighted].map(|data| trainer().evaluate(&model, data).expect("good data"));
    assert_eq!(weighted.get("loss"), last.get("val_loss"));
    assert_ne!(weighted.get("loss"), plain.get("loss"));
    assert_eq!(weighted.get("accuracy"), plain.get("accuracy"));
    assert_eq!(last.get("val_accuracy"), plain.get("accuracy"));
}

/// In training they see the weights of classes, too.
#[test]
fn weighted_metrics_count_samples_as_the_loss_does() {
    network! { struct Still { Input(2) -> Dense(3, softmax) } }
    let weights: Vec<f64> = (0..20).map(|i| f64::from(i % 4)).collect();
    let class_weight = [0.5, 2.0, 4.0];
    let data = samples(20).sample_weight(weights.clone()).expect("good weights");
    let mut model = Still::new(1);
    // With a rate of zero, each batch sees the same network.
    let history = Trainer::new(SGD::new(0.0), sparse(Reduction::SumOverBatchSize))
        .weighted_metric(Accuracy::new().name("weighted"))
        .metric(Accuracy::new())
        .class_weight(&class_weight)
        .batch_size(6)
        .validation_data(&data)
        .fit(&mut model, &data)
        .expect("good data");
    let expected = |weights: &[f64]| {
        let right = data.inputs().iter().zip(data.targets()).zip(weights).filter(|&((x, &label), _)| {
            let p = model.predict(x);
            p.iter().all(|&other| other <= p[usize::from(label)])
        });
        right.map(|(_, weight)| weight).sum::<f64>() / weights.iter().sum::<f64>()
    };
    let product = weights.iter().zip(data.targets()).map(|(weight, &label)| weight * class_weight[usize::from(label)]);
    for (name, expected) in [
        ("weighted", expected(&product.collect::<Vec<_>>())),
        ("val_weighted", expected(&weights)),
        ("accuracy", expected(&[1.0; 20])),
        ("val_accuracy", expected(&[1.0; 20])),
    ] {
        let found = history.last().expect("an epoch").get(name).expect("it is reported");
        assert!((found - expected).abs() < 1e-12, "{name}: {found} {expected}");
    }
}

#[test]
fn metrics_refuse_bad_weights() {
    let (outputs, targets) = ([[0.9f32], [0.6]], [1u8, 0]);
    let mut accuracy = Accuracy::new();
    let found = accuracy.evaluate_weighted(&outputs, &targets, &[1.0]);
    assert_eq!(found, Err(Error::Lengths { expected: 2, found: 1, what: "sample weights" }));
    let found = accuracy.evaluate_weighted(&outputs, &targets[..1], &[1.0, 1.0]);
    assert_eq!(found, Err(Error::Lengths { expected: 2, found: 1, what: "targets" }));
    let found = accuracy.evaluate_weighted(&outputs, &targets, &[1.0, -1.0]);
    assert_eq!(found, Err(Error::Weight { sample: 1, value: -1.0 }));
    let found = Precision::new().thresholds(2.0).evaluate_weighted(&outputs, &targets, &[1.0, 1.0]);
    assert!(matches!(found, Err(Error::Setting { name: "thresholds", .. })), "{found:?}");
    // Nothing that counts is nothing.
    assert_eq!(accuracy.evaluate_weighted(&outputs, &targets, &[0.0, 0.0]), Ok(0.0));
    assert_eq!(R2Score::new().evaluate_weighted(&[[1.0f32]], &[[2.0]], &[0.0]), Ok(0.0));
}

#[test]
fn the_validation_split_has_its_own_weights() {
    let weights: Vec<f64> = (0..20).map(|i| if i < 15 { 1.0 } else { 3.0 }).collect();
    let data = samples(20).sample_weight(weights).expect("good weights");
    let (first, rest) = data.clone().split(0.75).expect("two parts");
    let (mut split, mut alone) = (Classes::new(1), Classes::new(1));
    let trainer = || Trainer::new(SGD::new(0.1), sparse(Reduction::MeanWithSampleWeight)).epochs(2).batch_size(4);
    let whole = trainer().validation_split(0.25).fit(&mut split, &data).expect("good data");
    let apart = trainer().validation_data(&rest).fit(&mut alone, &first).expect("good data");
    assert_eq!(bits(&*split), bits(&*alone));
    assert_eq!(whole, apart);
}

#[test]
fn samples_of_an_ignored_class_are_as_good_as_none() {
    let data = samples(12);
    let (mut inputs, mut targets) = (data.inputs().to_vec(), data.targets().to_vec());
    for at in [0, 4, 9] {
        inputs.insert(at, [0.3, 0.9]);
        targets.insert(at, 255);
    }
    for reduction in REDUCTIONS {
        // No dropout, which goes by the place of a sample.
        network! { struct Plain { Input(2) -> Dense(6, tanh) -> Dense(3, softmax) } }
        let (mut with, mut without) = (Plain::new(1), Plain::new(1));
        let trainer = || Trainer::new(SGD::new(0.1), sparse(reduction).ignore_class(255));
        let found = trainer().train_on_batch(&mut with, &inputs, &targets).expect("good data");
        let expected = trainer().train_on_batch(&mut without, data.inputs(), data.targets()).expect("good data");
        assert!((found - expected).abs() < 1e-5 * expected, "{reduction:?}: {found} {expected}");
        assert!(near(&*with, &*without), "{reduction:?}");

        let before = bits(&*with);
        assert_eq!(trainer().train_on_batch(&mut with, &inputs, &[255u8; 15]), Ok(0.0));
        assert_eq!(bits(&*with), before, "nothing was left to learn from");
    }
}

/// With metrics that have no such class.
#[test]
fn metrics_bear_ignored_classes() {
    let mut targets = samples(12).targets().to_vec();
    targets[3] = 255;
    let data = Dataset::new(samples(12).inputs().to_vec(), targets).expect("good samples");
    let trainer = Trainer::new(SGD::new(0.1), SparseCategoricalCrossentropy::new().ignore_class(255))
        .metric(Accuracy::new())
        .metric(SparseCategoricalAccuracy::new())
        .metric(SparseTopKCategoricalAccuracy::new().k(2))
        .metric(dense::metric::SparseCategoricalCrossentropy::new())
        .metric(F1Score::new())
        .metric(FBetaScore::new())
        .metric(MeanIoU::new().ignore_class(255))
        .metric(IoU::new([1]))
        .metric(Precision::new())
        .metric(AUC::new())
        .metric(TruePositives::new());
    let history = trainer.validation_split(0.25).fit(&mut Classes::new(1), &data).expect("good data");
    assert!(history.last().expect("an epoch").iter().all(|(_, figure)| figure.is_finite()));
}

#[test]
fn threads_change_no_bit() {
    network! { struct Digits { Input(784) -> Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(10, softmax) } }
    let inputs = (0..330).map(|i| std::array::from_fn(|j| ((i * j + i) % 17) as f32 / 17.0)).collect();
    let targets: Vec<u8> = (0..330).map(|i| (i % 11) as u8).collect();
    let weights = (0..330).map(|i| f64::from(i % 5) / 3.0).collect();
    let data = Dataset::<[f32; 784], u8>::new(inputs, targets).and_then(|data| data.sample_weight(weights));
    let data = data.expect("good samples");
    for reduction in REDUCTIONS {
        let [one, two, three] = [1, 2, 3].map(|threads| {
            let mut model = Digits::new(1);
            let loss = sparse(reduction).ignore_class(10);
            let trainer = Trainer::new(Adam::new(1e-3), loss).class_weight(&[0.3; 10]).batch_size(100).threads(threads);
            let history = trainer.validation_split(0.2).fit(&mut model, &data).expect("good data");
            (bits(&*model), history)
        });
        assert!(one == two && one == three, "{reduction:?}");
    }
}
