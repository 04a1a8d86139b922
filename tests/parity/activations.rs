//! Every activation by value and derivative.

use dense::activation::{Activation, words};
use dense::prelude::*;

use crate::golden::{Case, cases};

#[test]
fn activations_and_their_derivatives_are_those_of_keras() {
    let cases = cases(include_str!("data/activations.txt"));
    // Those of rows have a test of their own.
    for case in cases.iter().filter(|case| case.name != "glu" && !case.name.ends_with("softmax")) {
        match case.dtype {
            "f32" => by_word::<f32>(case, 1e-5),
            "f64" => by_word::<f64>(case, 1e-10),
            other => panic!("{other}"),
        }
    }
}

/// Checks the activation that the case names, with the arguments that it gives.
fn by_word<T: Element>(case: &Case, tolerance: f64) {
    let number = |key| case.number(key).unwrap_or_else(|| panic!("{} has no `{key}`", case.name));
    match case.text("fn").expect("the function's name") {
        "linear" => check::<T>(case, words::linear, tolerance),
        "relu" if case.name == "relu" => check::<T>(case, words::relu, tolerance),
        "relu" => {
            let relu = words::relu.negative_slope(number("negative_slope")).max_value(number("max_value"));
            check::<T>(case, relu.threshold(number("threshold")), tolerance);
        }
        "leaky_relu" => {
            let slope = case.number("negative_slope").unwrap_or(0.2);
            check::<T>(case, words::leaky_relu.negative_slope(slope), tolerance);
        }
        "relu6" => check::<T>(case, words::relu6, tolerance),
        "elu" => check::<T>(case, words::elu.alpha(case.number("alpha").unwrap_or(1.0)), tolerance),
        "selu" => check::<T>(case, words::selu, tolerance),
        "celu" => check::<T>(case, words::celu.alpha(case.number("alpha").unwrap_or(1.0)), tolerance),
        "gelu" => check::<T>(case, words::gelu.approximate(case.flag("approximate")), tolerance),
        "silu" => check::<T>(case, words::silu, tolerance),
        "mish" => check::<T>(case, words::mish, tolerance),
        "hard_silu" => check::<T>(case, words::hard_silu, tolerance),
        "sigmoid" => check::<T>(case, words::sigmoid, tolerance),
        "hard_sigmoid" => check::<T>(case, words::hard_sigmoid, tolerance),
        "log_sigmoid" => check::<T>(case, words::log_sigmoid, tolerance),
        "sparse_sigmoid" => check::<T>(case, words::sparse_sigmoid, tolerance),
        "tanh" => check::<T>(case, words::tanh, tolerance),
        "hard_tanh" => check::<T>(case, words::hard_tanh, tolerance),
        "tanh_shrink" => check::<T>(case, words::tanh_shrink, tolerance),
        "softplus" => check::<T>(case, words::softplus, tolerance),
        "softsign" => check::<T>(case, words::softsign, tolerance),
        "squareplus" => check::<T>(case, words::squareplus.b(case.number("b").unwrap_or(4.0)), tolerance),
        "sparse_plus" => check::<T>(case, words::sparse_plus, tolerance),
        "exponential" => check::<T>(case, words::exponential, tolerance),
        "soft_shrink" => {
            let threshold = case.number("threshold").unwrap_or(0.5);
            check::<T>(case, words::soft_shrink.threshold(threshold), tolerance);
        }
        "hard_shrink" => {
            let threshold = case.number("threshold").unwrap_or(0.5);
            check::<T>(case, words::hard_shrink.threshold(threshold), tolerance);
        }
        "threshold" => {
            let threshold = words::threshold.threshold(number("threshold"));
            check::<T>(case, threshold.default_value(number("default_value")), tolerance);
        }
        other => panic!("no test knows `{other}`"),
    }
}

fn check<T: Element>(case: &Case, activation: impl Activation, tolerance: f64) {
    let x = case.array::<T>("x");
    let y: Vec<T> = x.iter().map(|&x| activation.apply(x)).collect();
    let slopes: Vec<T> = x.iter().zip(&y).map(|(&x, &y)| activation.derivative(x, y)).collect();
    case.expect("y", y, "y", tolerance);
    case.expect("dydx", slopes, "dydx", tolerance);
}

/// Declares networks of one row-wise activation, in both number types.
macro_rules! rows {
    ($single:ident, $double:ident, $word:ident) => {
        network! {
            // The product with ones on the diagonal gives the activation an input that has a gradient.
            struct $single { Input(5) -> Dense(5, $word, identity, use_bias = false) }
            struct $double { Input(5, dtype = f64) -> Dense(5, $word, identity, use_bias = false) }
        }
    };
}

rows!(Softmax32, Softmax64, softmax);
rows!(LogSoftmax32, LogSoftmax64, log_softmax);

network! {
    struct Glu32 { Input(6) -> Dense(6, glu, identity, use_bias = false) }
    struct Glu64 { Input(6, dtype = f64) -> Dense(6, glu, identity, use_bias = false) }
}

#[test]
fn activations_of_rows_are_those_of_keras() {
    for case in &cases(include_str!("data/activations.txt")) {
        match (case.text("fn"), case.dtype) {
            (Some("softmax"), "f32") => row_wise::<Softmax32, f32, 5, 5>(case, 1e-5),
            (Some("softmax"), _) => row_wise::<Softmax64, f64, 5, 5>(case, 1e-10),
            (Some("log_softmax"), "f32") => row_wise::<LogSoftmax32, f32, 5, 5>(case, 1e-5),
            (Some("log_softmax"), _) => row_wise::<LogSoftmax64, f64, 5, 5>(case, 1e-10),
            (Some("glu"), "f32") => row_wise::<Glu32, f32, 6, 3>(case, 1e-5),
            (Some("glu"), _) => row_wise::<Glu64, f64, 6, 3>(case, 1e-10),
            _ => {}
        }
    }
}

/// With an identity before it, the kernel's gradient is `Σ xᵀ · dx` over the rows, which shows `dx`.
fn row_wise<N: Network<Element = T, Input = [T; I], Output = [T; O]>, T: Element, const I: usize, const O: usize>(
    case: &Case,
    tolerance: f64,
) {
    let model = N::new(0);
    let x = case.rows::<T, I>("x");
    case.expect("y", model.predict_batch(&x).into_iter().flatten(), "y", tolerance);
    for (row, ((x, g), dx)) in x.iter().zip(case.rows("g")).zip(case.rows::<T, I>("dx")).enumerate() {
        let mut workspace = TrainingWorkspace::<N>::new(0);
        workspace.forward(&*model, std::slice::from_ref(x)).expect("a sample");
        workspace.backward(&*model, &[g]).expect("finite gradients");
        let kernel = workspace.gradients().next().expect("a kernel");
        for (i, gradient) in kernel.values().iter().enumerate() {
            let expected = (x[i / I] * dx[i % I]).as_f64();
            let found = gradient.as_f64();
            assert!(
                (found - expected).abs() <= tolerance * x[i / I].as_f64().abs().max(1.0),
                "{} {} row {row}: gradient {i} is {found}, Keras has {expected}",
                case.name,
                case.dtype
            );
        }
    }
}
