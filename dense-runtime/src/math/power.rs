//! Powers with any exponent.

use super::arithmetic::Arithmetic;
use super::exp::exp;
use super::ln::ln;

/// `x^y = e^(y ln x)`
#[inline(always)]
pub(super) fn powf<A: Arithmetic>(x: A, y: A) -> A {
    let power = exp(y * ln(x));
    // The logarithm of 0 times 0 would be NaN.
    if y == A::zero() { A::one() } else { power }
}
