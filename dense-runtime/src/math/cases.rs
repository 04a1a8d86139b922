//! The functions with their references and the errors they may have, for the tests and for `examples/ulp.rs`.

use super::{Fused, Real};

/// A function, over slices, so that its loop vectorizes.
#[derive(Clone, Copy)]
pub(super) struct Case {
    pub(super) name: &'static str,
    /// In the arithmetic of CPUs without fused multiply-add.
    pub(super) plain: fn(&mut [f32]),
    /// In the arithmetic of CPUs with it.
    pub(super) fused: fn(&mut [Fused<f32>]),
    /// The same function of the standard library or `libm`, in a precision at which it counts as exact.
    pub(super) exact: fn(f64) -> f64,
    /// The largest error in ULP that the documentation of [`Real`] admits.
    pub(super) bound: f64,
}

macro_rules! cases {
    ($($name:ident: $bound:literal ULP of $exact:expr,)*) => {
        pub(super) const CASES: &[Case] = &[$(Case {
            name: stringify!($name),
            plain: |numbers| numbers.iter_mut().for_each(|x| *x = Real::$name(*x)),
            fused: |numbers| numbers.iter_mut().for_each(|x| *x = x.$name()),
            exact: $exact,
            bound: $bound,
        }),*];
    };
}

cases! {
    exp: 1.66 ULP of f64::exp,
    exp_m1: 1.73 ULP of f64::exp_m1,
    ln: 0.84 ULP of f64::ln,
    ln_1p: 1.40 ULP of f64::ln_1p,
    tanh: 2.51 ULP of f64::tanh,
    sigmoid: 2.45 ULP of sigmoid,
    softplus: 2.56 ULP of softplus,
    erf: 3.16 ULP of libm::erf,
    sin_pi: 3.08 ULP of sin_pi,
    cos_pi: 3.08 ULP of cos_pi,
}

/// The logistic function, in the form whose exponential does not overflow.
pub(super) fn sigmoid(x: f64) -> f64 {
    let e = (-x.abs()).exp();
    (if x < 0.0 { e } else { 1.0 }) / (1.0 + e)
}

/// Softplus, in the form whose exponential does not overflow.
pub(super) fn softplus(x: f64) -> f64 {
    let positive_part = if x < 0.0 { 0.0 } else { x };
    positive_part + (-x.abs()).exp().ln_1p()
}

/// The sine of half turns, near one of its zeros.
pub(super) fn sin_pi(x: f64) -> f64 {
    let rest = x - 2.0 * (x / 2.0).round_ties_even();
    let nearest = if rest.abs() > 0.5 { (1.0 - rest.abs()).copysign(rest) } else { rest };
    // The difference makes +0 of -0.
    if x == 0.0 { x } else { (core::f64::consts::PI * nearest).sin() }
}

/// The cosine of half turns, as the sine of what is missing to a quarter turn.
pub(super) fn cos_pi(x: f64) -> f64 {
    let rest = x - 2.0 * (x / 2.0).round_ties_even();
    (core::f64::consts::PI * (0.5 - rest.abs())).sin()
}
