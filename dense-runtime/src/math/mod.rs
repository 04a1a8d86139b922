//! The scalars of networks and their functions, computed by code that vectorizes.

mod bits;
mod erf;
mod exp;
mod ln;
mod polynomial;
mod sigmoid;
mod tanh;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod ulp;

use core::fmt::{Debug, Display};
use core::iter::Sum;

use num_traits::{Float, NumAssignOps, float::FloatCore};

/// A floating-point scalar with the functions that neural networks need, written so that loops over
/// them vectorize.
///
/// It is `f32` or `f64`. Each function is a straight line of additions, multiplications, divisions
/// and selections, without branches, tables or calls. So a loop like
/// `for x in slice { *x = x.tanh() }` becomes vector code for the instructions that its function is
/// compiled with, and all machines compute the same bits.
///
/// Errors are given in ULP: the distance of neighboring numbers at the exact result. Those of `f32`
/// are the largest ones over all 2^32 numbers, those of `f64` over samples of 60,000 numbers with
/// normal results. NaN gives NaN.
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
    /// The error is at most 1.03 ULP for `f32` and 0.98 for `f64`. Results too large for the type are
    /// infinite, and those too small for its normal numbers fade out over the subnormal ones to 0.
    fn exp(self) -> Self;

    /// `e^self - 1`, without the loss of digits near 0.
    ///
    /// The error is at most 1.73 ULP for `f32` and 1.98 for `f64`. The result is at least -1, and -0
    /// for -0.
    fn exp_m1(self) -> Self;

    /// `ln(self)`.
    ///
    /// The error is at most 0.84 ULP for `f32` and 0.76 for `f64`. The result is -infinity for 0 and
    /// NaN below.
    fn ln(self) -> Self;

    /// `ln(1 + self)`, without the loss of digits near 0.
    ///
    /// The error is at most 1.40 ULP for `f32` and 1.26 for `f64`. The result is -0 for -0, -infinity
    /// for -1 and NaN below.
    fn ln_1p(self) -> Self;

    /// `(e^self - e^-self) / (e^self + e^-self)`.
    ///
    /// The error is at most 2.50 ULP for `f32` and 2.44 for `f64`. The result is in -1 ..= 1 and has
    /// the sign of `self`, also for -0.
    fn tanh(self) -> Self;

    /// `1 / (1 + e^-self)`.
    ///
    /// The error is at most 2.41 ULP for `f32` and 2.16 for `f64`. The result is in 0 ..= 1, and
    /// reaches 0 only where `exp` does.
    fn sigmoid(self) -> Self;

    /// `ln(1 + e^self)`.
    ///
    /// The error is at most 1.69 ULP for `f32` and 1.41 for `f64`. The result is `self` for large
    /// numbers and 0 where `exp` is 0.
    fn softplus(self) -> Self;

    /// `2 / sqrt(pi)` times the integral of `e^(-t^2)` from 0 to `self`.
    ///
    /// The error is at most 3.16 ULP for `f32` and 4.28 for `f64`. The result is in -1 ..= 1 and has
    /// the sign of `self`, also for -0.
    fn erf(self) -> Self;
}

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

            #[inline(always)]
            fn exp(self) -> Self {
                exp::Exp::exp(self)
            }

            #[inline(always)]
            fn exp_m1(self) -> Self {
                exp::Exp::exp_m1(self)
            }

            #[inline(always)]
            fn ln(self) -> Self {
                ln::Ln::ln(self)
            }

            #[inline(always)]
            fn ln_1p(self) -> Self {
                ln::Ln::ln_1p(self)
            }

            #[inline(always)]
            fn tanh(self) -> Self {
                tanh::Tanh::tanh(self)
            }

            #[inline(always)]
            fn sigmoid(self) -> Self {
                sigmoid::Sigmoid::sigmoid(self)
            }

            #[inline(always)]
            fn softplus(self) -> Self {
                sigmoid::Sigmoid::softplus(self)
            }

            #[inline(always)]
            fn erf(self) -> Self {
                erf::Erf::erf(self)
            }
        }
    };
}

implement!(f32);
implement!(f64);
