//! The logistic function and its integral, softplus.

use super::arithmetic::Arithmetic;
use super::bits::Bits;
use super::exp::{ExpConstants, exp, exp_of_minus};
use super::ln::ln_1p_of_inner;

/// `1 / (1 + e^-x)`
#[inline(always)]
pub(super) fn sigmoid<A: Arithmetic>(x: A) -> A {
    // Beyond these bounds the result is 0 or 1.
    let (zero, one) = (A::of(A::Scalar::EXP_IS_ZERO), A::of(-A::Scalar::EXP_IS_NOTHING));
    let x = if x < zero { zero } else { x };
    let x = if x > one { one } else { x };
    // As small / (small + small e^-x), nothing overflows where the result is not 0, and a subnormal result is rounded
    // only once, by the division.
    let small = A::of(A::Scalar::SMALL);
    let (scale, e) = exp_of_minus(x, A::Scalar::SMALL_EXPONENT);
    small / scale.multiply_add(e, small + scale)
}

/// `ln(1 + e^x)`
#[inline(always)]
pub(super) fn softplus<A: Arithmetic>(x: A) -> A {
    // ln(1 + e^x) = x + ln(1 + e^-x), and the logarithm is at most ln 2. The exponential does not overflow.
    let positive = if x > A::zero() { x } else { A::zero() };
    positive + ln_1p_of_inner(exp(-x.abs()))
}
