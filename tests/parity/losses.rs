//! Every loss by value and gradient, in its plain form and in the one that sees the logits.

use dense::activation::{Linear, RowActivation, Sigmoid, Softmax};
use dense::data::Target;
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
    let from_logits = case.flag("from_logits");
    let smoothing = case.number("label_smoothing").unwrap_or(0.0);
    match case.text("loss").expect("the loss's name") {
        "mse" => {
            check::<T, _, _, Linear, 3>(case, &MeanSquaredError::new(), &case.rows::<T, 3>("y_true"), tolerance);
        }
        "binary_crossentropy" => {
            let loss = BinaryCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing);
            if case.name.ends_with(".column") {
                let targets = case.rows::<T, 1>("y_true");
                check::<T, _, _, Linear, 1>(case, &loss, &targets, tolerance);
                let labels: Vec<u8> = targets.iter().map(|&[t]| t.as_f64() as u8).collect();
                check::<T, _, _, Linear, 1>(case, &loss, &labels, tolerance);
                if from_logits {
                    fused::<T, _, _, Sigmoid, 1>(case, &loss, &labels, tolerance);
                }
            } else {
                let targets = case.rows::<T, 3>("y_true");
                check::<T, _, _, Linear, 3>(case, &loss, &targets, tolerance);
                if from_logits {
                    fused::<T, _, _, Sigmoid, 3>(case, &loss, &targets, tolerance);
                }
            }
        }
        "categorical_crossentropy" => {
            let loss = CategoricalCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing);
            let targets = case.rows::<T, 3>("y_true");
            check::<T, _, _, Linear, 3>(case, &loss, &targets, tolerance);
            if from_logits {
                fused::<T, _, _, Softmax, 3>(case, &loss, &targets, tolerance);
            }
        }
        "sparse_categorical_crossentropy" => {
            let loss = SparseCategoricalCrossentropy::new().from_logits(from_logits);
            let labels: Vec<u16> = case.array::<f64>("y_true").iter().map(|&t| t as u16).collect();
            check::<T, _, _, Linear, 3>(case, &loss, &labels, tolerance);
            if from_logits {
                fused::<T, _, _, Softmax, 3>(case, &loss, &labels, tolerance);
            }
        }
        other => panic!("no test knows `{other}`"),
    }
}

/// The loss of the outputs.
fn check<T: Element, L: Loss<[T; N], Y, H>, Y: Target, H, const N: usize>(
    case: &Case,
    loss: &L,
    targets: &[Y],
    tolerance: f64,
) {
    compare(case, targets, tolerance, |output, target, gradient| {
        loss.gradient(output, target, gradient);
        loss.loss(output, target)
    });
}

/// The loss that looks through the head at the logits.
fn fused<T: Element, L: Loss<[T; N], Y, H>, Y: Target, H: RowActivation + Default, const N: usize>(
    case: &Case,
    loss: &L,
    targets: &[Y],
    tolerance: f64,
) {
    compare(case, targets, tolerance, |logits, target, gradient| {
        let mut output = *logits;
        H::default().forward_rows(&mut output, N);
        loss.fused(logits, &output, target, gradient).expect("the loss knows this head")
    });
}

/// Compares the mean over the samples, and the gradient of that mean. `judge` gives the loss and the gradient of one.
fn compare<T: Element, Y: Target, const N: usize>(
    case: &Case,
    targets: &[Y],
    tolerance: f64,
    judge: impl Fn(&[T; N], &Y, &mut [T; N]) -> T,
) {
    let samples = case.rows::<T, N>("y_pred").into_iter().zip(targets);
    let share = T::of(1.0 / samples.len() as f64);
    let judged = samples.map(|(output, target)| {
        let mut gradient = [T::zero(); N];
        (judge(&output, target, &mut gradient), gradient)
    });
    let (losses, gradients): (Vec<T>, Vec<[T; N]>) = judged.unzip();
    case.expect("loss", [losses.into_iter().sum::<T>() * share], "loss", tolerance);
    case.expect("grad", gradients.into_iter().flatten().map(|g| g * share), "grad", tolerance);
}
