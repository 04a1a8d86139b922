//! Random formulas: what they are simplified to has their values, and their derivatives are the slopes of these.
//!
//! The reference computes formulas as they are written, from the syntax tree.

use super::declaration;
use crate::activation::derive::derivative;
use crate::activation::functions::{Callee, Function, function};
use crate::activation::resolve::resolve;
use crate::activation::share;
use crate::activation::syntax::{Condition, Expression, Form, Operator};
use crate::activation::terms::{Node, Term, Terms};
use crate::diag::Diagnostics;

/// The parameters, on no kink of a formula with other numbers.
const A: f64 = 1.9;
const B: f64 = 0.45;

const POINTS: [f64; 9] = [-3.1, -1.23, -0.71, -0.13, 0.0371, 0.29, 0.83, 1.57, 2.9];

#[test]
fn simple_terms_have_the_values_of_the_formula() {
    let mut compared = 0;
    for seed in 0..3000 {
        let formula = Random(seed).formula(4);
        let declaration = declaration(&formula);
        let activation = resolve(&declaration, &Diagnostics::new());
        // What divides by zero somewhere is reported.
        let Some(value) = activation.value else { continue };
        for x in POINTS {
            let expected = written(&declaration.formula, x);
            if expected.is_finite() && expected.abs() < 1e6 {
                let found = terms(&activation.terms, value, x);
                let near = (found - expected).abs() <= 1e-9 * expected.abs().max(1.0);
                assert!(near, "{formula} at {x} is {expected}, simplified {found}");
                compared += 1;
            }
        }
    }
    assert!(compared > 15_000, "{compared}");
}

#[test]
fn derivatives_are_slopes() {
    let mut compared = 0;
    for seed in 0..3000 {
        let formula = Random(seed + 10_000).formula(3);
        let declaration = declaration(&formula);
        let mut activation = resolve(&declaration, &Diagnostics::new());
        let Some(value) = activation.value else { continue };
        for (leaf, by) in [(Node::Variable, 0), (Node::Parameter(0), 1)] {
            let slope = derivative(&mut activation.terms, value, leaf);
            for x in POINTS {
                let at = |h: f64| match by {
                    0 => computed(&activation.terms, value, [x + h, A, B]),
                    _ => computed(&activation.terms, value, [x, A + h, B]),
                };
                let quotient = |h: f64| (at(h) - at(-h)) / (2.0 * h);
                let (fine, coarse) = (quotient(1e-5), quotient(4e-5));
                let limit = 1e-5 * fine.abs().max(1.0);
                // Near a kink, a pole, or where little is left of the digits, quotients disagree.
                if fine.is_finite() && fine.abs() < 1e4 && at(0.0).abs() < 1e3 && (fine - coarse).abs() < limit {
                    let found = computed(&activation.terms, slope, [x, A, B]);
                    assert!(
                        (found - fine).abs() <= 10.0 * limit,
                        "{formula} at {x}: {found}, the slope is {fine} ({leaf:?})"
                    );
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 30_000, "{compared}");
}

/// Names are given in an order in which everything is there when it is needed, and nothing is computed twice.
#[test]
fn statements_come_behind_what_they_use() {
    for seed in 0..500 {
        let declaration = declaration(&Random(seed + 50_000).formula(4));
        let mut activation = resolve(&declaration, &Diagnostics::new());
        let Some(value) = activation.value else { continue };
        let slope = derivative(&mut activation.terms, value, Node::Variable);
        let named = share::named(&activation.terms, &[slope], Some(value));
        for (at, term) in named.iter().enumerate() {
            assert!(!named[at + 1..].contains(term) && *term != value && *term != slope);
            assert!(activation.terms.node(*term).parts().iter().all(|part| !named[at + 1..].contains(part)));
        }
    }
}

/// Random formulas of `x`, `a` and `b`.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as usize % below
    }

    fn formula(&mut self, depth: usize) -> String {
        const LEAVES: [&str; 9] = ["x", "x", "x", "x", "a", "b", "0.5", "2", "-1"];
        const FUNCTIONS: [&str; 14] = [
            "exp", "exp_m1", "ln", "ln_1p", "sqrt", "abs", "sign", "tanh", "sigmoid", "softplus", "erf", "relu",
            "silu", "linear",
        ];
        if depth == 0 {
            return LEAVES[self.next(LEAVES.len())].to_owned();
        }
        let inner = |random: &mut Random| {
            let depth = random.next(depth);
            random.formula(depth)
        };
        let (p, q) = (inner(self), inner(self));
        match self.next(14) {
            0 | 1 => format!("({p} + {q})"),
            2 => format!("({p} - {q})"),
            3..=5 => format!("({p} * {q})"),
            6 => format!("({p} / {q})"),
            7 => format!("({p}).powi({})", self.next(5) as i32 - 1),
            8 => format!("abs({p}).powf({})", ["a", "0.3", "1.5", "-0.5", "2"][self.next(5)]),
            9 => {
                let (r, s) = (inner(self), inner(self));
                format!("(if {p} {} {q} {{ {r} }} else {{ {s} }})", ["<", "<=", ">", ">="][self.next(4)])
            }
            10 => format!("{}({p}, {q})", ["min", "max"][self.next(2)]),
            _ => format!("{}({p})", FUNCTIONS[self.next(FUNCTIONS.len())]),
        }
    }
}

/// The value of an expression as it is written.
fn written(expression: &Expression, x: f64) -> f64 {
    match &expression.form {
        Form::Number(number) => *number,
        Form::Name(name) if name == "x" => x,
        Form::Name(name) => {
            if name == "a" {
                A
            } else {
                B
            }
        }
        Form::Negative(inner) => -written(inner, x),
        Form::Operation(operator, p, q) => {
            let (p, q) = (written(p, x), written(q, x));
            match operator {
                Operator::Plus => p + q,
                Operator::Minus => p - q,
                Operator::Times => p * q,
                Operator::Over => p / q,
            }
        }
        Form::Call(name, arguments) => {
            let given = arguments.iter().map(|argument| written(argument, x)).collect::<Vec<_>>();
            match function(&name.to_string()).expect("a function") {
                Callee::One(function) => value(function, given[0]),
                Callee::Relu => max(given[0], 0.0),
                Callee::Itself => given[0],
                Callee::Max => max(given[0], given[1]),
                Callee::Min => min(given[0], given[1]),
                Callee::Clamp => min(max(given[0], given[1]), given[2]),
                Callee::Powi | Callee::Powf => given[0].powf(given[1]),
            }
        }
        Form::If(condition, then, otherwise) => {
            let Condition::Comparison(comparison, p, q) = &**condition else { panic!("a comparison") };
            let holds = comparison.holds(written(p, x), written(q, x));
            written(if holds { then } else { otherwise }, x)
        }
        Form::Block(bindings, inner) if bindings.is_empty() => written(inner, x),
        Form::Path | Form::Block(..) | Form::Missing => panic!("no part of random formulas"),
    }
}

fn terms(terms: &Terms, term: Term, x: f64) -> f64 {
    computed(terms, term, [x, A, B])
}

/// The value of a term.
fn computed(terms: &Terms, term: Term, at: [f64; 3]) -> f64 {
    let of = |term| computed(terms, term, at);
    match terms.node(term) {
        Node::Number(number) => number.value(),
        Node::Variable => at[0],
        Node::Parameter(parameter) => at[1 + parameter],
        Node::Sum(a, b) => of(a) + of(b),
        Node::Difference(a, b) => of(a) - of(b),
        Node::Product(a, b) => of(a) * of(b),
        Node::Quotient(a, b) => of(a) / of(b),
        Node::Negative(a) => -of(a),
        Node::Power(a, exponent) => of(a).powi(exponent as i32),
        Node::Powf(a, b) => of(a).powf(of(b)),
        Node::Function(function, a) => value(function, of(a)),
        Node::Slope("tanh_softplus", a, y) => (1.0 - of(y).powi(2)) * value(Function::Sigmoid, of(a)),
        Node::Slope("silu", a, y) => {
            let gate = value(Function::Sigmoid, of(a));
            gate + of(y) * (1.0 - gate)
        }
        Node::Max(a, b) => max(of(a), of(b)),
        Node::Min(a, b) => min(of(a), of(b)),
        Node::Choice(comparison, [a, b, c, d]) => {
            if comparison.holds(of(a), of(b)) {
                of(c)
            } else {
                of(d)
            }
        }
        Node::Constant(_) | Node::Slope(..) => panic!("no part of random formulas"),
    }
}

fn value(function: Function, x: f64) -> f64 {
    match function {
        Function::Erf => erf(x),
        Function::TanhSoftplus => value(Function::Softplus, x).tanh(),
        Function::Activation("silu") => x / (1.0 + (-x).exp()),
        _ => function.of_number(x).expect("a function of the standard library"),
    }
}

fn max(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() { f64::NAN } else { a.max(b) }
}

fn min(a: f64, b: f64) -> f64 {
    -max(-a, -b)
}

/// The error function by its series, where that keeps its digits.
fn erf(x: f64) -> f64 {
    if x.abs() > 2.5 {
        return f64::NAN;
    }
    let (mut sum, mut term) = (x, x);
    for n in 1..120 {
        term *= -x * x / f64::from(n);
        sum += term / f64::from(2 * n + 1);
    }
    sum * std::f64::consts::FRAC_2_SQRT_PI
}
