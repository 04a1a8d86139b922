//! The functions and constants of formulas in `activation!`. `tanh(x)` and `x.tanh()` are the same.
//!
//! Besides these there are the element-wise activations, as functions of one number without arguments, and all that are made of
//! them by `+ - * /`, a minus in front, `if`, and `let` in braces.
#![allow(non_upper_case_globals, reason = "the words are spelled as the functions of Rust")]

#[doc(no_inline)]
pub use core::f64::consts::{
    E, FRAC_1_PI, FRAC_1_SQRT_2, FRAC_2_PI, FRAC_2_SQRT_PI, FRAC_PI_2, FRAC_PI_3, FRAC_PI_4, FRAC_PI_6, FRAC_PI_8,
    LN_2, LN_10, LOG2_E, LOG10_E, PI, SQRT_2, TAU,
};

#[doc(no_inline)]
pub use crate::activation::words::{
    celu, elu, exponential, gelu, hard_shrink, hard_sigmoid, hard_silu, hard_swish, hard_tanh, leaky_relu, linear,
    log_sigmoid, mish, relu, relu6, selu, sigmoid, silu, soft_shrink, softplus, softsign, sparse_plus, sparse_sigmoid,
    squareplus, swish, tanh, tanh_shrink,
};

macro_rules! functions {
    ($($(#[doc = $about:literal])* $name:ident: $example:literal;)*) => {$(
        $(#[doc = $about])*
        ///
        /// ```
        /// # use dense_runtime::activation;
        #[doc = concat!("activation! { struct Example(x) = ", $example, "; }")]
        /// ```
        pub const $name: () = ();
    )*};
}

functions! {
    /// `exp(x) = eˣ`, its own derivative. `1 / (1 + exp(-x))` and its kin are computed as [`sigmoid`].
    exp: "x * exp(-x * x)";

    /// `exp_m1(x) = eˣ - 1`, without the loss of digits near 0. `exp(x) - 1` is computed so too.
    exp_m1: "if x > 0 { x } else { exp_m1(x) }";

    /// Another name of [`exp_m1`]: `eˣ - 1`.
    expm1: "if x > 0 { x } else { expm1(x) }";

    /// `ln(x)`, the natural logarithm, with derivative `1 / x`. NaN below 0.
    ln: "x.sign() * ln(1 + x.abs())";

    /// `ln_1p(x) = ln(1 + x)`, without the loss of digits near 0. `ln(1 + x)` is computed so too, and `ln(1 + exp(x))` as
    /// [`softplus`].
    ln_1p: "x.sign() * x.abs().ln_1p()";

    /// Another name of [`ln_1p`]: `ln(1 + x)`.
    log1p: "x.sign() * log1p(abs(x))";

    /// `√x`, with derivative `½ / √x`. NaN below 0.
    sqrt: "x / sqrt(1 + x * x)";

    /// `|x|`, with derivative `sign(x)`, which is 0 at 0.
    abs: "x / (1 + abs(x))";

    /// 1 above 0, -1 below, and 0 at 0, with derivative 0.
    sign: "x.sign() * sqrt(x.abs())";

    /// The error function, `2 / √π` times the integral of `e^(-t²)` from 0 to `x`, with derivative `2 / √π · e^(-x²)`.
    erf: "0.5 * x * (1 + erf(x / SQRT_2))";

    /// `max(a, b)`, the larger one, with the derivative of that. Where they are equal, that of the one without the variable: the
    /// slope of `max(x, 0)` at 0 is 0.
    max: "max(x, 0.1 * x)";

    /// `min(a, b)`, the smaller one, with the derivative of that. Where they are equal, that of the one without the variable: the
    /// slope of `min(x, 6)` at 6 is 0.
    min: "x.max(0).min(6)";

    /// `clamp(x, low, high)`, which is `min(max(x, low), high)`, with derivative 0 at both bounds.
    clamp: "x.clamp(-1, 1)";

    /// `powi(x, 3) = x³`, with a whole number from -64 to 64 as exponent: a few multiplications.
    powi: "x + 0.1 * x.powi(3)";

    /// `powf(a, b) = a^b`, with any exponent: `e^(b · ln a)`, which is NaN for an `a` below 0. Whole numbers make it [`powi`], ½ is
    /// [`sqrt`].
    powf: "x.sign() * x.abs().powf(1.3)";
}
