//! The hyperbolic tangent.
//!
//! With `t = 1 - e^(-2 |x|)`, `tanh |x| = t / (2 - t)`. Since `t` is accurate near 0 and stays in
//! 0 ..= 1, so is the quotient.

use super::arithmetic::Arithmetic;
use super::bits::Bits;
use super::exp::one_minus_exp_of_minus;

/// `(e^x - e^-x) / (e^x + e^-x)`
#[inline(always)]
pub(super) fn tanh<A: Arithmetic>(x: A) -> A {
    let t = one_minus_exp_of_minus(A::of(2.0) * x.abs());
    let quotient = t / (A::of(2.0) - t);
    A::from_scalar(quotient.scalar().with_sign_of(x.scalar()))
}
