//! What the functions are written in: numbers that multiply and add in one step.

use super::Real;
use super::bits::Bits;
use super::erf::ErfConstants;
use super::exp::ExpConstants;
use super::ln::LnConstants;
use super::sin_pi::SinConstants;

/// A [`Real`] whose functions are the ones of this module.
///
/// Each function is written once, over this trait. `f32` and `f64` round the product and the sum, on every machine;
/// [`Fused`](super::Fused) rounds once.
pub trait Arithmetic: Real {
    /// The type that has the constants and the bits.
    type Scalar: Scalar;

    /// `self * b + c`
    fn multiply_add(self, b: Self, c: Self) -> Self;

    /// This number with these bits.
    fn from_scalar(scalar: Self::Scalar) -> Self;

    /// The number itself.
    fn scalar(self) -> Self::Scalar;
}

/// `f32` or `f64`, as the functions see them.
pub trait Scalar: Bits + ExpConstants + LnConstants + ErfConstants + SinConstants {}

macro_rules! implement {
    ($float:ident) => {
        impl Scalar for $float {}

        impl Arithmetic for $float {
            type Scalar = $float;

            #[inline(always)]
            fn multiply_add(self, b: Self, c: Self) -> Self {
                self * b + c
            }

            #[inline(always)]
            fn from_scalar(scalar: Self) -> Self {
                scalar
            }

            #[inline(always)]
            fn scalar(self) -> Self {
                self
            }
        }
    };
}

implement!(f32);
implement!(f64);
