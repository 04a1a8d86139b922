//! Regularizers and constraints, alone and in training.

use dense::constraint::{Constraint, MaxNorm, MinMaxNorm, NonNeg, UnitNorm};
use dense::prelude::*;
use dense::regularizer::{Direction, L1, L1L2, L2, OrthogonalRegularizer, Regularizer};

use crate::golden::{Case, cases};

macro_rules! penalized {
    ($name:ident, $element:ident) => {
        network! {
            struct $name {
                Input(3, dtype = $element)
                    -> first: Dense(5, tanh, kernel_regularizer = l2(0.02), bias_regularizer = l1, kernel_constraint = max_norm(1),
                                    activity_regularizer = l1(0.03))
                    -> ActivityRegularization(0.02, l2 = 0.05)
                    -> LeakyReLU
                    -> second: Dense(2, kernel_regularizer = l1_l2(l1 = 0.01, l2 = 0.005), bias_constraint = non_neg,
                                     kernel_constraint = min_max_norm(min_value = 0.5, max_value = 0.9, rate = 0.8),
                                     activity_regularizer = l2(0.04))
            }
        }
    };
}

penalized!(Single, f32);
penalized!(Double, f64);

#[test]
fn penalties_are_those_of_keras() {
    for case in &cases(include_str!("data/penalties.txt")) {
        match case.dtype {
            "f32" => check::<Single, f32>(case, 1e-5),
            "f64" => check::<Double, f64>(case, 1e-10),
            other => panic!("{other}"),
        }
    }
}

fn check<N: Network<Element = T, Input = [T; 3], Output = [T; 2]>, T: Element>(case: &Case, tolerance: f64)
where
    MeanSquaredError: Loss<[T; 2], [T; 2], N::Head>,
{
    match (case.text("kind").expect("a kind"), case.name) {
        (_, "l1") => regularized::<T>(case, &L1::new().l1(0.02), tolerance),
        (_, "l2") => regularized::<T>(case, &L2::new().l2(0.03), tolerance),
        (_, "l1_l2") => regularized::<T>(case, &L1L2::new().l1(0.01).l2(0.02), tolerance),
        (_, "orthogonal_rows") => regularized::<T>(case, &OrthogonalRegularizer::new().factor(0.5), tolerance),
        (_, "orthogonal_columns") => {
            let columns = OrthogonalRegularizer::new().factor(0.5).mode(Direction::Columns);
            regularized::<T>(case, &columns, tolerance);
        }
        (_, "max_norm") => constrained::<T>(case, &MaxNorm::new().max_value(1.5), tolerance),
        (_, "max_norm_axis_1") => constrained::<T>(case, &MaxNorm::new().max_value(1.5).axis(1), tolerance),
        (_, "unit_norm") => constrained::<T>(case, &UnitNorm::new(), tolerance),
        (_, "non_neg") => constrained::<T>(case, &NonNeg, tolerance),
        (_, "min_max_norm") => {
            constrained::<T>(case, &MinMaxNorm::new().min_value(1.8).max_value(2.2).rate(0.75), tolerance);
        }
        (_, "kernel.max_norm") => {
            constrained::<T>(case, &MaxNorm::new().max_value(2.0).axes([0, 1, 2]), tolerance);
        }
        (_, "kernel.unit_norm") => constrained::<T>(case, &UnitNorm::new().axes([0, 1, 3]), tolerance),
        (_, "kernel.min_max_norm") => {
            let norm = MinMaxNorm::new().min_value(1.5).max_value(2.0).rate(0.75).axes([0, 2]);
            constrained::<T>(case, &norm, tolerance);
        }
        ("training", _) => trained::<N, T>(case, tolerance),
        other => panic!("no test knows {other:?}"),
    }
}

const SHAPE: [usize; 2] = [5, 4];

fn regularized<T: Element>(case: &Case, regularizer: &impl Regularizer, tolerance: f64) {
    let w = case.array::<T>("w");
    case.expect("the penalty", [regularizer.penalty(&SHAPE, &w)], "value", tolerance);
    let mut gradient = vec![T::zero(); w.len()];
    regularizer.add_gradient(&SHAPE, &w, &mut gradient);
    // At 0 the slope of a size is what one takes it for.
    let expected = case.array::<T>("grad");
    for ((found, &expected), _) in gradient.iter_mut().zip(&expected).zip(&w).filter(|(_, w)| **w == T::zero()) {
        *found = expected;
    }
    case.expect("the gradient", gradient, "grad", tolerance);
}

fn constrained<T: Element>(case: &Case, constraint: &impl Constraint, tolerance: f64) {
    let mut w = case.array::<T>("w");
    constraint.apply(case.shape("w"), &mut w);
    case.expect("the parameters", w, "found", tolerance);
}

fn trained<N: Network<Element = T, Input = [T; 3], Output = [T; 2]>, T: Element>(case: &Case, tolerance: f64)
where
    MeanSquaredError: Loss<[T; 2], [T; 2], N::Head>,
{
    match case.text("optimizer") {
        Some("sgd") => steps::<N, T, _>(case, SGD::new(0.1).momentum(0.9), tolerance),
        Some("adam") => steps::<N, T, _>(case, Adam::new(0.05), tolerance),
        other => panic!("no test knows {other:?}"),
    }
}

fn steps<N: Network<Element = T, Input = [T; 3], Output = [T; 2]>, T: Element, O: Optimizer>(
    case: &Case,
    optimizer: O,
    tolerance: f64,
) where
    MeanSquaredError: Loss<[T; 2], [T; 2], N::Head>,
{
    const TENSORS: [(&str, &str); 4] =
        [("first.kernel", "w1"), ("first.bias", "b1"), ("second.kernel", "w2"), ("second.bias", "b2")];
    let mut model = N::new(0);
    for (tensor, key) in TENSORS {
        model.tensor_mut(tensor).expect("the tensor is there").copy_from_slice(&case.array(&format!("init.{key}")));
    }
    let (inputs, targets) = (case.rows::<T, 3>("x"), case.rows::<T, 2>("y"));
    let mut trainer = Trainer::new(optimizer, MeanSquaredError::new());
    let losses = (0..5).map(|_| trainer.train_on_batch(&mut *model, &inputs, &targets).expect("good data"));
    case.expect("the loss before each step", losses.collect::<Vec<_>>(), "losses", tolerance);
    for (tensor, key) in TENSORS {
        let found = model.tensor(tensor).expect("the tensor is there").iter().copied();
        case.expect(&format!("{tensor} after five steps"), found, &format!("last.{key}"), tolerance);
    }
    let data = Dataset::new(inputs, targets).expect("good data");
    let loss = trainer.evaluate(&*model, &data).expect("good data").get("loss").expect("a loss");
    case.expect("the loss of an evaluation", [loss], "evaluated", tolerance);
}
