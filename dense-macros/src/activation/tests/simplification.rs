//! What formulas and their derivatives are simplified to.

use super::{declaration, text};
use crate::activation::derive::derivative;
use crate::activation::resolve::resolve;
use crate::activation::terms::Node;
use crate::diag::Diagnostics;

/// A formula as it is simplified, and its derivative.
fn both(formula: &str) -> (String, String) {
    let declaration = declaration(formula);
    // Parameters without a use are no matter here.
    let mut activation = resolve(&declaration, &Diagnostics::new());
    let value = activation.value.unwrap_or_else(|| panic!("{formula} has a mistake"));
    let slope = derivative(&mut activation.terms, value, Node::Variable);
    (text(&activation, value), text(&activation, slope))
}

#[track_caller]
fn check(cases: &[(&str, &str, &str)]) {
    for &(formula, value, slope) in cases {
        assert_eq!(both(formula), (value.to_owned(), slope.to_owned()), "{formula}");
    }
}

#[test]
fn numbers_are_folded() {
    check(&[
        ("1 + x + 2", "3.0 + x", "1.0"),
        ("2 * x * 3", "6.0 * x", "6.0"),
        ("x / 4 * 2", "0.5 * x", "0.5"),
        ("-(-x)", "x", "1.0"),
        ("x * (PI - PI) + x", "x", "1.0"),
        ("exp(0) * x - ln(1)", "x", "1.0"),
        ("(2 * x).powi(3)", "8.0 * x.powi(3)", "24.0 * x.powi(2)"),
        ("if 1 > 2 { exp(x) } else { x }", "x", "1.0"),
        ("max(3, 2) * x", "3.0 * x", "3.0"),
    ]);
}

#[test]
fn what_cancels_is_gone() {
    check(&[
        ("x - x + x", "x", "1.0"),
        ("a + x - a", "x", "1.0"),
        ("x * a / a", "x", "1.0"),
        ("x.powi(3) / x", "x.powi(2)", "2.0 * x"),
        ("a / (1 / x)", "a * x", "a"),
        ("x + 2 * x - x / 2", "2.5 * x", "2.5"),
        ("tanh(x) * exp(x) / exp(x)", "tanh(x)", "1.0 - tanh(x).powi(2)"),
        ("(x - a) - (x - b) + x", "b - a + x", "1.0"),
    ]);
}

#[test]
fn products_of_equal_factors_are_powers() {
    check(&[
        ("x * x", "x.powi(2)", "2.0 * x"),
        ("x * x * x", "x.powi(3)", "3.0 * x.powi(2)"),
        ("x.powi(2).powi(3)", "x.powi(6)", "6.0 * x.powi(5)"),
        ("abs(x).powi(2)", "x.powi(2)", "2.0 * x"),
        ("sqrt(x * x)", "abs(x)", "sign(x)"),
        ("x.powf(2)", "x.powi(2)", "2.0 * x"),
        ("x.powf(0.5)", "sqrt(x)", "0.5 / sqrt(x)"),
        ("x.powf(a)", "x.powf(a)", "a * x.powf(a - 1.0)"),
        ("x.powi(-1)", "1.0 / x", "-(1.0 / x / x)"),
        // The factor that vanishes stays between: nothing overflows before it.
        ("x * (x * exp(-x))", "x * exp(-x) * x", "(exp(-x) - x * exp(-x)) * x + x * exp(-x)"),
    ]);
}

#[test]
fn derivatives_use_what_the_value_has() {
    check(&[
        (
            "x * sigmoid(a * x)",
            "x * sigmoid(a * x)",
            "sigmoid(a * x) + x * sigmoid(a * x) * ((1.0 - sigmoid(a * x)) * a)",
        ),
        ("tanh(a * x)", "tanh(a * x)", "(1.0 - tanh(a * x).powi(2)) * a"),
        ("x / (a + x)", "x / (a + x)", "(1.0 - x / (a + x)) / (a + x)"),
        ("erf(-x)", "-erf(x)", "-1.1283791670955126 * exp(-x.powi(2))"),
        ("silu(2 * x)", "silu(2.0 * x)", "2.0 * silu_derivative(2.0 * x)"),
        ("tanh(softplus(x))", "tanh(softplus(x))", "(1.0 - tanh(softplus(x)).powi(2)) * sigmoid(x)"),
    ]);
}

#[test]
fn kinks_have_the_slope_of_the_constant() {
    check(&[
        ("relu(x)", "max(x, 0.0)", "if x > 0.0 { 1.0 } else { 0.0 }"),
        ("max(0, x)", "max(x, 0.0)", "if x > 0.0 { 1.0 } else { 0.0 }"),
        ("min(6, x)", "min(x, 6.0)", "if x < 6.0 { 1.0 } else { 0.0 }"),
        ("abs(x)", "abs(x)", "sign(x)"),
        ("sqrt(relu(x))", "sqrt(max(x, 0.0))", "if x > 0.0 { 0.5 / sqrt(max(x, 0.0)) } else { 0.0 }"),
        ("x * sign(x)", "x * sign(x)", "sign(x)"),
        (
            "if x > 0 || x < -1 { x } else { 0 }",
            "if x > 0.0 { x } else { if x < -1.0 { x } else { 0.0 } }",
            "if x > 0.0 { 1.0 } else { if x < -1.0 { 1.0 } else { 0.0 } }",
        ),
        (
            "if x > -1 && x < 1 { x } else { 0 }",
            "if x > -1.0 { if x < 1.0 { x } else { 0.0 } } else { 0.0 }",
            "if x > -1.0 { if x < 1.0 { 1.0 } else { 0.0 } } else { 0.0 }",
        ),
    ]);
}

#[test]
fn what_overflows_is_replaced() {
    check(&[
        ("ln(1 + exp(x))", "softplus(x)", "sigmoid(x)"),
        ("ln(exp(-a * x) + 1)", "softplus(-(a * x))", "-(sigmoid(-(a * x)) * a)"),
        ("x / (1 + exp(-x))", "x * sigmoid(x)", "sigmoid(x) + x * sigmoid(x) * (1.0 - sigmoid(x))"),
        ("exp(x) / (exp(x) + 1)", "sigmoid(x)", "sigmoid(x) * (1.0 - sigmoid(x))"),
        ("1 / (1 + exp(x))", "sigmoid(-x)", "-(sigmoid(-x) * (1.0 - sigmoid(-x)))"),
        ("2 / (1 + E * exp(-x))", "2.0 * sigmoid(x - 1.0)", "2.0 * (sigmoid(x - 1.0) * (1.0 - sigmoid(x - 1.0)))"),
        (
            "exp(x) / (1 + 4 * exp(x))",
            "0.25 * sigmoid(x + 1.3862943611198906)",
            "0.25 * (sigmoid(x + 1.3862943611198906) * (1.0 - sigmoid(x + 1.3862943611198906)))",
        ),
        (
            "2 / ((exp(-x) - exp(x)) / (exp(-x) + exp(x)))",
            "-2.0 / tanh(x)",
            "2.0 * (1.0 - tanh(x).powi(2)) / tanh(x) / tanh(x)",
        ),
        ("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "tanh(x)", "1.0 - tanh(x).powi(2)"),
        ("exp(x) - 1", "exp_m1(x)", "exp_m1(x) + 1.0"),
        ("-1 + exp(x)", "exp_m1(x)", "exp_m1(x) + 1.0"),
        ("ln(1 - x)", "ln_1p(-x)", "-(1.0 / (1.0 - x))"),
        ("ln(exp(x))", "x", "1.0"),
    ]);
}

#[test]
fn names_stand_for_their_formulas() {
    check(&[
        ("{ let gate = sigmoid(x); x * gate }", "x * sigmoid(x)", "sigmoid(x) + x * sigmoid(x) * (1.0 - sigmoid(x))"),
        (
            "x.clamp(-1, 1).abs()",
            "abs(min(max(x, -1.0), 1.0))",
            "if max(x, -1.0) < 1.0 { if x > -1.0 { sign(min(max(x, -1.0), 1.0)) } else { 0.0 } } else { 0.0 }",
        ),
    ]);
}
