//! Powers with any exponent.

use super::arithmetic::Arithmetic;
use super::exp::exp;
use super::ln::ln;

/// `x^y = e^(y ln x)`
#[inline(always)]
pub(super) fn powf<A: Arithmetic>(x: A, y: A) -> A {
    let power = exp(y * ln(x));
    // Infinity times 0 would be NaN.
    let power = if y == A::zero() { A::one() } else { power };
    if x == A::one() { A::one() } else { power }
}
