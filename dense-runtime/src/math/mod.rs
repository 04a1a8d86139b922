//! The scalars of networks and their functions, computed by code that vectorizes.

mod arithmetic;
mod bits;
#[cfg(test)]
mod cases;
mod erf;
mod exp;
mod fused;
mod ln;
mod polynomial;
mod power;
mod sigmoid;
mod sin_pi;
mod tanh;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod ulp;

#[doc(hidden)]
pub use arithmetic::{Arithmetic, Scalar};
pub use fused::Fused;
pub(crate) use ln::ln_of_normal;
pub(crate) use sin_pi::{cos_pi_of_turn, sin_pi_of_turn};

use core::fmt::{Debug, Display};
use core::iter::Sum;

use num_traits::{Float, NumAssignOps, float::FloatCore};

/// A floating-point scalar with the functions that neural networks need, written so that loops over
/// them vectorize.
///
/// It is `f32` or `f64`. (Loops over activations may run on a type of the same numbers, operators and
/// functions, whose functions round less often.) Each function is a straight line of additions,
/// multiplications, divisions and selections, without branches, tables or calls. So a loop like
/// `for x in slice { *x = x.tanh() }` becomes vector code for the instructions that its function is
/// compiled with.
///
/// The functions of `f32` and `f64` round each product and each sum, and give the same bits on all
/// machines. A loop over an activation rounds `a * b + c` within a function only once where the CPU has
/// an instruction for it, and gives the same bits on all machines that have one.
///
/// Errors are given in ULP: the distance of neighboring numbers at the exact result. Those of `f32`
/// are the largest ones over all 2^32 numbers, those of `f64` over samples of at least 30,000 numbers
/// with normal results, each the larger one of both ways to round. NaN gives NaN.
///
/// For an `f32` or `f64` whose type is known, `x.exp()` is the method of the standard library, if
/// that is there. `Real::exp(x)` is the one of this trait.
pub trait Real: FloatCore + NumAssignOps + Sum + Debug + Display + Default + Send + Sync + 'static {
    /// The number nearest to `x`, for the constants of formulas.
    fn of(x: f64) -> Self;

    /// The same number as an `f64`.
    fn as_f64(self) -> f64;

    /// `self^(1/2)`, correctly rounded; NaN below 0.
    ///
    /// Without the `std` feature, loops over it do not vectorize.
    fn sqrt(self) -> Self;

    /// `e^self`.
    ///
    /// The error is at most 1.66 ULP for `f32` and 1.34 for `f64`. Results too large for the type are
    /// infinite, and those too small for its normal numbers fade out over the subnormal ones to 0.
    fn exp(self) -> Self;

    /// `e^self - 1`, without the loss of digits near 0.
    ///
    /// The error is at most 1.73 ULP for `f32` and 2.14 for `f64`. The result is at least -1, and -0
    /// for -0.
    fn exp_m1(self) -> Self;

    /// `ln(self)`.
    ///
    /// The error is at most 0.84 ULP for `f32` and 0.76 for `f64`. The result is -infinity for 0 and
    /// NaN below.
    fn ln(self) -> Self;

    /// `ln(1 + self)`, without the loss of digits near 0.
    ///
    /// The error is at most 1.40 ULP for `f32` and 1.37 for `f64`. The result is -0 for -0, -infinity
    /// for -1 and NaN below.
    fn ln_1p(self) -> Self;

    /// `(e^self - e^-self) / (e^self + e^-self)`.
    ///
    /// The error is at most 2.51 ULP for `f32` and 2.52 for `f64`. The result is in -1 ..= 1 and has
    /// the sign of `self`, also for -0.
    fn tanh(self) -> Self;

    /// `1 / (1 + e^-self)`.
    ///
    /// The error is at most 2.45 ULP for `f32` and 1.98 for `f64`. The result is in 0 ..= 1, and
    /// reaches 0 only where `exp` does.
    fn sigmoid(self) -> Self;

    /// `ln(1 + e^self)`.
    ///
    /// The error is at most 2.56 ULP for `f32` and 2.54 for `f64`. The result is `self` for large
    /// numbers and 0 where `exp` is 0.
    fn softplus(self) -> Self;

    /// `self^exponent`; NaN for a `self` below 0.
    ///
    /// It is `e^(exponent * ln(self))`, and so the error grows with the logarithm of the result, `l`: it is at most
    /// `2 + 2.7 |l|` ULP. The result is 1 for an exponent of 0, and for a `self` of 1.
    fn powf(self, exponent: Self) -> Self;

    /// `2 / sqrt(pi)` times the integral of `e^(-t^2)` from 0 to `self`.
    ///
    /// The error is at most 3.16 ULP for `f32` and 4.47 for `f64`. The result is in -1 ..= 1 and has
    /// the sign of `self`, also for -0.
    fn erf(self) -> Self;

    /// `sin(pi self)`, the sine of so many half turns.
    ///
    /// The error is at most 3.08 ULP for `f32` and 4 for `f64`. The result is in -1 ..= 1, 0 for integers, -0 for -0, and NaN for
    /// infinity.
    fn sin_pi(self) -> Self;

    /// `cos(pi self)`, the cosine of so many half turns.
    ///
    /// The error is at most 3.08 ULP for `f32` and 4 for `f64`. The result is in -1 ..= 1, 0 halfway between integers, and NaN for
    /// infinity.
    fn cos_pi(self) -> Self;
}

/// The methods of [`Real`] that are functions of [`Arithmetic`](arithmetic::Arithmetic).
macro_rules! functions {
    () => {
        functions! {
            exp: exp, exp_m1: exp, ln: ln, ln_1p: ln, tanh: tanh, sigmoid: sigmoid, softplus: sigmoid, erf: erf,
            sin_pi: sin_pi, cos_pi: sin_pi
        }
    };
    ($($function:ident: $file:ident),*) => {$(
        #[inline(always)]
        fn $function(self) -> Self {
            crate::math::$file::$function(self)
        }
    )*

        #[inline(always)]
        fn powf(self, exponent: Self) -> Self {
            crate::math::power::powf(self, exponent)
        }
    };
}

use functions;

macro_rules! implement {
    ($float:ident) => {
        impl Real for $float {
            #[inline(always)]
            fn of(x: f64) -> Self {
                x as $float
            }

            #[inline(always)]
            fn as_f64(self) -> f64 {
                self as f64
            }

            #[inline(always)]
            fn sqrt(self) -> Self {
                Float::sqrt(self)
            }

            functions!();
        }
    };
}

implement!(f32);
implement!(f64);
