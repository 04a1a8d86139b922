//! The functions and constants of formulas.

use std::f64::consts;

use crate::vocab;

/// A function of one number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Function {
    Exp,
    ExpM1,
    Ln,
    Ln1p,
    Sqrt,
    Abs,
    Sign,
    Tanh,
    Sigmoid,
    Softplus,
    Erf,
    /// `tanh(softplus(x))`, which takes one exponential.
    TanhSoftplus,
    /// One of dense's activations, whose derivative the runtime has.
    Activation(&'static str),
}

/// What the runtime calls the function of this formula.
pub(super) const TANH_SOFTPLUS: &str = "tanh_softplus";

/// What a name in front of parentheses calls.
#[derive(Clone, Copy)]
pub(super) enum Callee {
    One(Function),
    Relu,
    /// `linear`
    Itself,
    Max,
    Min,
    Clamp,
    Powi,
    Powf,
}

/// The functions that a formula's derivative goes through, with what calls them.
const FUNCTIONS: &[(&str, Callee)] = &[
    ("exp", Callee::One(Function::Exp)),
    ("exp_m1", Callee::One(Function::ExpM1)),
    ("expm1", Callee::One(Function::ExpM1)),
    ("ln", Callee::One(Function::Ln)),
    ("ln_1p", Callee::One(Function::Ln1p)),
    ("log1p", Callee::One(Function::Ln1p)),
    ("sqrt", Callee::One(Function::Sqrt)),
    ("abs", Callee::One(Function::Abs)),
    ("sign", Callee::One(Function::Sign)),
    ("tanh", Callee::One(Function::Tanh)),
    ("sigmoid", Callee::One(Function::Sigmoid)),
    ("softplus", Callee::One(Function::Softplus)),
    ("erf", Callee::One(Function::Erf)),
    ("relu", Callee::Relu),
    ("linear", Callee::Itself),
    ("exponential", Callee::One(Function::Exp)),
    ("max", Callee::Max),
    ("min", Callee::Min),
    ("clamp", Callee::Clamp),
    ("powi", Callee::Powi),
    ("powf", Callee::Powf),
];

/// Functions that other languages have under these names, and what to write.
pub(super) const FOREIGN: &[(&str, &str)] = &[
    ("log", "write `ln(x)` for the natural logarithm"),
    ("pow", "powers are written `x.powi(2)`, or `x.powf(0.5)` with any exponent"),
    ("square", "write `x.powi(2)`"),
    ("signum", "write `sign(x)`, which is 0 at 0"),
    ("fabs", "write `abs(x)`"),
    ("maximum", "write `max(x, 0.0)`"),
    ("minimum", "write `min(x, 6.0)`"),
    ("clip", "write `clamp(x, 0.0, 6.0)`"),
    ("where", "write `if x > 0.0 { x } else { 0.0 }`"),
    ("recip", "write `1.0 / x`"),
    ("logistic", "write `sigmoid(x)`"),
];

/// The constants that have a name, as in `core::f64::consts`.
pub(super) const CONSTANTS: &[(&str, f64)] = &[
    ("PI", consts::PI),
    ("TAU", consts::TAU),
    ("E", consts::E),
    ("SQRT_2", consts::SQRT_2),
    ("LN_2", consts::LN_2),
    ("LN_10", consts::LN_10),
    ("LOG2_E", consts::LOG2_E),
    ("LOG10_E", consts::LOG10_E),
    ("FRAC_1_PI", consts::FRAC_1_PI),
    ("FRAC_2_PI", consts::FRAC_2_PI),
    ("FRAC_PI_2", consts::FRAC_PI_2),
    ("FRAC_PI_3", consts::FRAC_PI_3),
    ("FRAC_PI_4", consts::FRAC_PI_4),
    ("FRAC_PI_6", consts::FRAC_PI_6),
    ("FRAC_PI_8", consts::FRAC_PI_8),
    ("FRAC_1_SQRT_2", consts::FRAC_1_SQRT_2),
    ("FRAC_2_SQRT_PI", consts::FRAC_2_SQRT_PI),
];

/// The function of this name.
pub(super) fn function(name: &str) -> Option<Callee> {
    let known = FUNCTIONS.iter().find(|(known, _)| *known == name).map(|(_, callee)| *callee);
    known.or_else(|| activation(name).map(|name| Callee::One(Function::Activation(name))))
}

/// The names of all functions.
pub(super) fn names() -> Vec<&'static str> {
    let activations = vocab::ACTIVATIONS.iter().map(|it| it.signature.name).filter(|name| activation(name).is_some());
    let others = activations.filter(|name| FUNCTIONS.iter().all(|(known, _)| known != name));
    FUNCTIONS.iter().map(|(name, _)| *name).chain(others).collect()
}

/// The activation of this name that is a function of one number, whatever the others are.
fn activation(name: &str) -> Option<&'static str> {
    let activation = vocab::ACTIVATIONS.iter().find(|it| it.signature.name == name)?;
    let needs_more = activation.rows || activation.signature.arguments.iter().any(|argument| argument.required);
    (!needs_more).then_some(activation.signature.name)
}

/// The constant of this name.
pub(super) fn constant(name: &str) -> Option<f64> {
    CONSTANTS.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

impl Callee {
    /// Its arguments, as one writes them.
    pub(super) fn arguments(self) -> &'static [&'static str] {
        match self {
            Callee::One(_) | Callee::Relu | Callee::Itself => &["x"],
            Callee::Max | Callee::Min => &["x", "0.0"],
            Callee::Clamp => &["x", "-1.0", "1.0"],
            Callee::Powi => &["x", "2"],
            Callee::Powf => &["x", "0.5"],
        }
    }
}

impl Function {
    /// What it is called in formulas.
    pub(super) fn name(self) -> &'static str {
        match self {
            Function::Exp => "exp",
            Function::ExpM1 => "exp_m1",
            Function::Ln => "ln",
            Function::Ln1p => "ln_1p",
            Function::Sqrt => "sqrt",
            Function::Abs => "abs",
            Function::Sign => "sign",
            Function::Tanh => "tanh",
            Function::Sigmoid => "sigmoid",
            Function::Softplus => "softplus",
            Function::Erf => "erf",
            Function::TanhSoftplus => TANH_SOFTPLUS,
            Function::Activation(name) => name,
        }
    }

    /// Its value at a constant, where the standard library has what it takes.
    pub(super) fn of_number(self, x: f64) -> Option<f64> {
        Some(match self {
            Function::Exp => x.exp(),
            Function::ExpM1 => x.exp_m1(),
            Function::Ln => x.ln(),
            Function::Ln1p => x.ln_1p(),
            Function::Sqrt => x.sqrt(),
            Function::Abs => x.abs(),
            Function::Sign if x == 0.0 => 0.0,
            Function::Sign => x.signum(),
            Function::Tanh => x.tanh(),
            Function::Sigmoid => 1.0 / (1.0 + (-x).exp()),
            Function::Softplus => x.max(0.0) + (-x.abs()).exp().ln_1p(),
            Function::Erf | Function::TanhSoftplus | Function::Activation(_) => return None,
        })
    }
}
