//! Every loss by value and gradient, in its plain form and in the one that sees the logits.

use dense::Tensor;
use dense::activation::{Linear, RowActivation, Sigmoid, Softmax};
use dense::data::Target;
use dense::math::Real;
use dense::prelude::*;

use crate::golden::{Case, cases};

#[test]
fn losses_and_their_gradients_are_those_of_keras() {
    for case in &cases(include_str!("data/losses.txt")) {
        match case.dtype {
            "f32" => by_name::<f32>(case, 1e-5),
            "f64" => by_name::<f64>(case, 1e-10),
            other => panic!("{other}"),
        }
    }
}

fn by_name<T: Element>(case: &Case, tolerance: f64) {
    match case.text("loss").expect("the loss's name") {
        "mse" => numbers::<T>(case, &MeanSquaredError::new(), tolerance),
        "mae" => numbers::<T>(case, &MeanAbsoluteError::new(), tolerance),
        "mape" => numbers::<T>(case, &MeanAbsolutePercentageError::new(), tolerance),
        "msle" => numbers::<T>(case, &MeanSquaredLogarithmicError::new(), tolerance),
        "huber" => numbers::<T>(case, &Huber::new().delta(case.number("delta").unwrap_or(1.0)), tolerance),
        "log_cosh" => numbers::<T>(case, &LogCosh::new(), tolerance),
        "poisson" => numbers::<T>(case, &Poisson::new(), tolerance),
        "kl_divergence" => numbers::<T>(case, &KLDivergence::new(), tolerance),
        "cosine_similarity" => numbers::<T>(case, &CosineSimilarity::new(), tolerance),
        "categorical_hinge" => numbers::<T>(case, &CategoricalHinge::new(), tolerance),
        "dice" => numbers::<T>(case, &Dice::new(), tolerance),
        "tversky" => {
            // What Keras calls `alpha` weighs false negatives.
            let [alpha, beta] = ["beta", "alpha"].map(|key| case.number(key).unwrap_or(0.5));
            numbers::<T>(case, &Tversky::new().alpha(alpha).beta(beta), tolerance);
        }
        "hinge" => answers::<T, _>(case, &Hinge::new(), tolerance),
        "squared_hinge" => answers::<T, _>(case, &SquaredHinge::new(), tolerance),
        _ => crossentropy::<T>(case, tolerance),
    }
}

fn crossentropy<T: Element>(case: &Case, tolerance: f64) {
    let from_logits = case.flag("from_logits");
    let smoothing = case.number("label_smoothing").unwrap_or(0.0);
    let gamma = case.number("gamma").unwrap_or(2.0);
    let alpha = case.number("alpha").unwrap_or(0.25);
    match case.text("loss").expect("the loss's name") {
        "binary_crossentropy" => {
            let loss = BinaryCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing);
            answers_behind_sigmoid::<T, _>(case, &loss, tolerance);
        }
        "binary_focal_crossentropy" => {
            let loss = BinaryFocalCrossentropy::new()
                .apply_class_balancing(case.flag("apply_class_balancing"))
                .alpha(alpha)
                .gamma(gamma)
                .from_logits(from_logits)
                .label_smoothing(smoothing);
            answers_behind_sigmoid::<T, _>(case, &loss, tolerance);
        }
        "categorical_crossentropy" => {
            let loss = CategoricalCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing);
            classes(case, &loss, &case.rows::<T, 3>("y_true"), tolerance);
        }
        "categorical_focal_crossentropy" => {
            let loss = CategoricalFocalCrossentropy::new()
                .alpha(alpha)
                .gamma(gamma)
                .from_logits(from_logits)
                .label_smoothing(smoothing);
            classes(case, &loss, &case.rows::<T, 3>("y_true"), tolerance);
        }
        "sparse_categorical_crossentropy" => {
            let loss = SparseCategoricalCrossentropy::new().from_logits(from_logits);
            classes::<T, _, _>(case, &loss, &labels::<u16>(case), tolerance);
        }
        "categorical_generalized_cross_entropy" => {
            let loss = CategoricalGeneralizedCrossEntropy::new().q(case.number("q").expect("the case has it"));
            classes::<T, _, _>(case, &loss, &labels::<u32>(case), tolerance);
        }
        other => panic!("no test knows `{other}`"),
    }
}

/// A loss that compares arrays of any shape.
fn numbers<T: Element>(
    case: &Case,
    loss: &(impl Loss<[T; 3], [T; 3], Linear> + Loss<[[T; 3]; 2], [[T; 3]; 2], Linear>),
    tolerance: f64,
) {
    if case.name.ends_with(".nested") {
        check::<[[T; 3]; 2], _, _, Linear>(case, loss, &samples(case, "y_true"), tolerance);
    } else {
        check::<[T; 3], _, _, Linear>(case, loss, &samples(case, "y_true"), tolerance);
    }
}

/// A loss of answers of yes or no: arrays, or labels.
fn answers<T: Element, L>(case: &Case, loss: &L, tolerance: f64)
where
    L: Loss<[T; 3], [T; 3], Linear> + Loss<[T; 1], [T; 1], Linear> + Loss<[T; 1], u8, Linear>,
{
    if case.name.ends_with(".column") {
        check::<[T; 1], _, _, Linear>(case, loss, &case.rows::<T, 1>("y_true"), tolerance);
        check::<[T; 1], _, _, Linear>(case, loss, &labels::<u8>(case), tolerance);
    } else {
        check::<[T; 3], _, _, Linear>(case, loss, &case.rows::<T, 3>("y_true"), tolerance);
    }
}

/// The same, with a form that looks through `sigmoid`.
fn answers_behind_sigmoid<T: Element, L>(case: &Case, loss: &L, tolerance: f64)
where
    L: Loss<[T; 3], [T; 3], Linear> + Loss<[T; 1], [T; 1], Linear> + Loss<[T; 1], u8, Linear>,
    L: Loss<[T; 3], [T; 3], Sigmoid> + Loss<[T; 1], u8, Sigmoid>,
{
    answers(case, loss, tolerance);
    if !case.flag("from_logits") {
        return;
    }
    if case.name.ends_with(".column") {
        fused::<[T; 1], _, _, Sigmoid>(case, loss, &labels::<u8>(case), tolerance);
    } else {
        fused::<[T; 3], _, _, Sigmoid>(case, loss, &case.rows::<T, 3>("y_true"), tolerance);
    }
}

/// A loss of one of several classes.
fn classes<T: Element, L, Y: Target>(case: &Case, loss: &L, targets: &[Y], tolerance: f64)
where
    L: Loss<[T; 3], Y, Linear> + Loss<[T; 3], Y, Softmax>,
{
    check::<[T; 3], _, _, Linear>(case, loss, targets, tolerance);
    if case.flag("from_logits") {
        fused::<[T; 3], _, _, Softmax>(case, loss, targets, tolerance);
    }
}

fn labels<Y: TryFrom<u64>>(case: &Case) -> Vec<Y> {
    let labels = case.array::<f64>("y_true").into_iter().map(|label| Y::try_from(label as u64).ok());
    labels.map(|label| label.expect("a label of this type")).collect()
}

pub(crate) fn samples<O: Tensor>(case: &Case, key: &str) -> Vec<O> {
    case.array::<O::Element>(key).chunks_exact(O::LEN).map(|sample| *O::from_flat(sample)).collect()
}

/// The loss of the outputs.
pub(crate) fn check<O: Tensor, L: Loss<O, Y, H>, Y: Target, H>(case: &Case, loss: &L, targets: &[Y], tolerance: f64) {
    loss.check().expect("good settings");
    compare::<O, _>(case, targets, tolerance, |output, target, gradient| {
        loss.gradient(output, target, gradient);
        loss.loss(output, target)
    });
}

/// The loss that looks through the head at the logits.
pub(crate) fn fused<O: Tensor, L: Loss<O, Y, H>, Y: Target, H: RowActivation + Default>(
    case: &Case,
    loss: &L,
    targets: &[Y],
    tolerance: f64,
) {
    compare::<O, _>(case, targets, tolerance, |logits, target, gradient| {
        let mut output = *logits;
        let width = O::SHAPE.dims().last().copied().unwrap_or(1);
        H::default().forward_rows(output.as_flat_mut(), width);
        loss.fused(logits, &output, target, gradient).expect("the loss knows this head")
    });
}

/// Compares the mean over the samples, and the gradient of that mean. `judge` gives the loss and the gradient of one.
fn compare<O: Tensor, Y: Target>(
    case: &Case,
    targets: &[Y],
    tolerance: f64,
    judge: impl Fn(&O, &Y, &mut O) -> O::Element,
) {
    let outputs = samples::<O>(case, "y_pred");
    assert_eq!(outputs.len(), targets.len(), "{}", case.name);
    let share = <O::Element as Real>::of(1.0 / outputs.len() as f64);
    let mut total = O::Element::default();
    let mut gradients = Vec::new();
    for (output, target) in outputs.iter().zip(targets) {
        let mut gradient = *output;
        total += judge(output, target, &mut gradient);
        gradients.extend(gradient.as_flat().iter().map(|&g| g * share));
    }
    case.expect("loss", [total * share], "loss", tolerance);
    case.expect("grad", gradients, "grad", tolerance);
}
