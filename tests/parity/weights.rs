//! Weights of samples, reductions and samples left out: losses of batches with their gradients, and training.

use std::fmt::Debug;

use dense::Tensor;
use dense::data::Target;
use dense::math::Real;
use dense::metric::{Metrics, WeightedMetric};
use dense::prelude::*;

use crate::golden::{Case, cases};

// What a batch gives is the kernel's rows, sample by sample, if the samples are rows of the identity: a step with a rate of 1
// changes them by the gradient.
macro_rules! networks {
    ($flat:ident, $nested:ident, $behind_softmax:ident, $classes:ident, $numbers:ident, $element:ident) => {
        network! {
            struct $flat { Input(4, dtype = $element) -> outputs: Dense(3, use_bias = false) }
            struct $nested { Input(2, dtype = $element) -> outputs: Dense(6, use_bias = false) -> Reshape(2, 3) }
            struct $behind_softmax { Input(4, dtype = $element) -> outputs: Dense(3, softmax, use_bias = false) }
            struct $classes {
                Input(6, dtype = $element)
                    -> Dense(9, tanh, kernel_regularizer = l2(0.01))
                    -> Dense(5, elu, activity_regularizer = l2(0.1))
                    -> Dense(3, softmax)
            }
            struct $numbers {
                Input(4, dtype = $element)
                    -> Dense(8, tanh, activity_regularizer = l1(0.03))
                    -> Dense(6, bias_regularizer = l2(0.2))
                    -> Reshape(2, 3)
            }
        }
    };
}

networks!(Flat32, Nested32, BehindSoftmax32, Classes32, Numbers32, f32);
networks!(Flat64, Nested64, BehindSoftmax64, Classes64, Numbers64, f64);

#[test]
fn weighted_losses_and_their_gradients_are_those_of_keras() {
    for case in cases(include_str!("data/weights.txt")).iter().filter(|case| case.text("kind").is_none()) {
        match case.dtype {
            "f32" => batch::<f32, Flat32, Nested32, BehindSoftmax32>(case, 1e-5),
            "f64" => batch::<f64, Flat64, Nested64, BehindSoftmax64>(case, 1e-10),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn models_learn_from_weighted_samples_as_in_keras() {
    for case in cases(include_str!("data/weights.txt")).iter().filter(|case| case.text("kind").is_some()) {
        match (case.text("model").expect("a model"), case.dtype) {
            ("classes", "f32") => trained::<Classes32, _, _, _>(case, labels::<u8>, classes(case), 1e-5),
            ("classes", _) => trained::<Classes64, _, _, _>(case, labels::<u16>, classes(case), 1e-10),
            (_, "f32") => trained::<Numbers32, _, _, _>(case, tensors::<[[f32; 3]; 2]>, numbers(case), 1e-5),
            (_, _) => trained::<Numbers64, _, _, _>(case, tensors::<[[f64; 3]; 2]>, numbers(case), 1e-10),
        }
    }
}

fn optimizer() -> SGD {
    SGD::new(0.02).momentum(0.5)
}

fn numbers(case: &Case) -> Trainer<SGD, Huber> {
    Trainer::new(optimizer(), Huber::new().reduction(reduction(case)))
}

fn classes<Output, Y>(
    case: &Case,
) -> Trainer<SGD, SparseCategoricalCrossentropy, impl Metrics<Output, Y> + use<Output, Y>>
where
    SparseCategoricalAccuracy: WeightedMetric<Output, Y>,
{
    Trainer::new(optimizer(), sparse(case))
        .metric(SparseCategoricalAccuracy::new())
        .weighted_metric(SparseCategoricalAccuracy::new().name("weighted"))
}

fn reduction(case: &Case) -> Reduction {
    match case.text("reduction").expect("a reduction") {
        "sum_over_batch_size" => Reduction::SumOverBatchSize,
        "sum" => Reduction::Sum,
        "mean_with_sample_weight" => Reduction::MeanWithSampleWeight,
        other => panic!("no test knows `{other}`"),
    }
}

fn sparse(case: &Case) -> SparseCategoricalCrossentropy {
    let loss = SparseCategoricalCrossentropy::new().reduction(reduction(case)).from_logits(case.flag("from_logits"));
    match case.number("ignore_class") {
        Some(class) => loss.ignore_class(class as usize),
        None => loss,
    }
}

fn labels<Y: TryFrom<u64, Error: Debug>>(case: &Case, key: &str) -> Vec<Y> {
    case.array::<f64>(key).iter().map(|&label| Y::try_from(label as u64).expect("a label of this type")).collect()
}

fn tensors<X: Tensor>(case: &Case, key: &str) -> Vec<X> {
    case.array::<X::Element>(key).chunks_exact(X::LEN).map(|x| *X::from_flat(x)).collect()
}

/// The loss that the case names, of a batch.
fn batch<T, Flat, Nested, BehindSoftmax>(case: &Case, tolerance: f64)
where
    T: Element,
    Flat: Network<Element = T, Input = [T; 4], Output = [T; 3], Head = dense::activation::Linear>,
    Nested: Network<Element = T, Input = [T; 2], Output = [[T; 3]; 2], Head = dense::activation::Linear>,
    BehindSoftmax: Network<Element = T, Input = [T; 4], Output = [T; 3], Head = dense::activation::Softmax>,
{
    let reduction = reduction(case);
    let nested = case.name.ends_with(".nested");
    // A loss of numbers, of answers, or of labels, in a network that ends in scores.
    macro_rules! numbers {
        ($loss:expr) => {
            if nested {
                check::<Nested, _, _>(case, &tensors::<[[T; 3]; 2]>(case, "y_true"), $loss, tolerance)
            } else {
                check::<Flat, _, _>(case, &case.rows::<T, 3>("y_true"), $loss, tolerance)
            }
        };
    }
    macro_rules! answers {
        ($loss:expr) => {
            check::<Flat, _, _>(case, &case.rows::<T, 3>("y_true"), $loss, tolerance)
        };
    }
    match case.text("loss").expect("the loss's name") {
        "mse" => numbers!(MeanSquaredError::new().reduction(reduction)),
        "mae" => numbers!(MeanAbsoluteError::new().reduction(reduction)),
        "mape" => numbers!(MeanAbsolutePercentageError::new().reduction(reduction)),
        "msle" => numbers!(MeanSquaredLogarithmicError::new().reduction(reduction)),
        "huber" => numbers!(Huber::new().reduction(reduction)),
        "log_cosh" => numbers!(LogCosh::new().reduction(reduction)),
        "poisson" => numbers!(Poisson::new().reduction(reduction)),
        "kl_divergence" => numbers!(KLDivergence::new().reduction(reduction)),
        "cosine_similarity" => numbers!(CosineSimilarity::new().reduction(reduction)),
        "categorical_hinge" => numbers!(CategoricalHinge::new().reduction(reduction)),
        "dice" => numbers!(Dice::new().reduction(reduction)),
        "tversky" => numbers!(Tversky::new().reduction(reduction)),
        "hinge" => answers!(Hinge::new().reduction(reduction)),
        "squared_hinge" => answers!(SquaredHinge::new().reduction(reduction)),
        "binary_crossentropy" => answers!(BinaryCrossentropy::new().reduction(reduction)),
        "binary_focal_crossentropy" => answers!(BinaryFocalCrossentropy::new().reduction(reduction)),
        "categorical_crossentropy" => answers!(CategoricalCrossentropy::new().reduction(reduction)),
        "categorical_generalized_cross_entropy" => {
            let q = case.number("q").expect("the case has it");
            let loss = CategoricalGeneralizedCrossEntropy::new().reduction(reduction).q(q);
            check::<Flat, _, _>(case, &labels::<u32>(case, "y_true"), loss, tolerance);
        }
        "categorical_focal_crossentropy" if case.has("alpha") => {
            let alpha: [f64; 3] = case.array("alpha").try_into().expect("a number for each class");
            let (from_logits, smoothing) = (case.flag("from_logits"), case.number("label_smoothing").unwrap_or(0.0));
            let loss = CategoricalFocalCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing);
            let loss = loss.alpha(alpha).reduction(reduction);
            answers!(loss);
            if from_logits {
                check::<BehindSoftmax, _, _>(case, &case.rows::<T, 3>("y_true"), loss, tolerance);
            }
        }
        "categorical_focal_crossentropy" => answers!(CategoricalFocalCrossentropy::new().reduction(reduction)),
        "sparse_categorical_crossentropy" => {
            check::<Flat, _, _>(case, &labels::<u8>(case, "y_true"), sparse(case), tolerance);
            if case.flag("from_logits") {
                check::<BehindSoftmax, _, _>(case, &labels::<usize>(case, "y_true"), sparse(case), tolerance);
            }
        }
        other => panic!("no test knows `{other}`"),
    }
}

/// The loss of a batch of outputs, and its gradient.
fn check<N: Network<Input: Tensor<Element = N::Element>>, L: Loss<N::Output, Y, N::Head>, Y: Target>(
    case: &Case,
    targets: &[Y],
    loss: L,
    tolerance: f64,
) {
    let outputs = case.array::<N::Element>("y_pred");
    let mut model = N::new(0);
    model.tensor_mut("outputs.kernel").expect("the tensor is there").copy_from_slice(&outputs);
    let one_hot = |sample| {
        let row: Vec<N::Element> = (0..N::Input::LEN).map(|at| Real::of(f64::from(u8::from(at == sample)))).collect();
        *N::Input::from_flat(&row)
    };
    let inputs: Vec<N::Input> = (0..targets.len()).map(one_hot).collect();
    let mut trainer = Trainer::new(SGD::new(1.0), loss);
    let value = if case.has("weights") {
        let weights = case.array::<f64>("weights");
        trainer.train_on_weighted_batch(&mut *model, &inputs, targets, &weights)
    } else {
        trainer.train_on_batch(&mut *model, &inputs, targets)
    };
    case.expect("the loss", [value.expect("good data")], "value", tolerance);
    let stepped = model.tensor("outputs.kernel").expect("the tensor is there");
    let gradient: Vec<N::Element> = outputs.iter().zip(stepped).map(|(&before, &after)| before - after).collect();
    case.expect("the gradient", gradient, "grad", tolerance);
}

fn trained<
    N: Network<Input: Tensor<Element = N::Element>>,
    L: Loss<N::Output, Y, N::Head>,
    Y: Target,
    M: Metrics<N::Output, Y>,
>(
    case: &Case,
    targets: fn(&Case, &str) -> Vec<Y>,
    mut trainer: Trainer<SGD, L, M>,
    tolerance: f64,
) {
    let mut model = N::new(0);
    let names: Vec<&str> = model.tensors().map(|tensor| tensor.name()).collect();
    for (at, name) in names.iter().enumerate() {
        model.tensor_mut(name).expect("the tensor is there").copy_from_slice(&case.array(&format!("init.{at}")));
    }
    let data = Dataset::new(tensors(case, "x"), targets(case, "y")).expect("good data");
    let weights = case.array::<f64>("weights");
    if case.text("kind") == Some("steps") {
        let step = |_| trainer.train_on_weighted_batch(&mut *model, data.inputs(), data.targets(), &weights);
        let losses: Result<Vec<_>, _> = (0..20).map(step).collect();
        case.expect("the loss before each step", losses.expect("good data"), "losses", tolerance);
    } else {
        let weighted = data.clone().sample_weight(weights).expect("good weights");
        let held_out = Dataset::new(tensors(case, "val_x"), targets(case, "val_y")).expect("good data");
        let held_out = held_out.sample_weight(case.array("val_weights")).expect("good weights");
        let mut trainer = trainer.batch_size(5).epochs(5).shuffle(false).validation_data(&held_out);
        let history = trainer.fit(&mut *model, &weighted).expect("good data");
        let figures = history.last().expect("an epoch").iter().map(|(name, _)| name);
        for name in figures {
            case.expect(name, history.get(name).expect("it is reported"), name, tolerance);
        }
        let evaluated = trainer.evaluate(&*model, &data).expect("good data").get("loss").expect("a loss");
        case.expect("the loss without weights", [evaluated], "evaluated", tolerance);
    }
    for (at, name) in names.iter().enumerate() {
        let found = model.tensor(name).expect("the tensor is there").iter().copied();
        case.expect(&format!("{name} after all steps"), found, &format!("last.{at}"), tolerance);
    }
}
