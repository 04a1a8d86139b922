//! What formulas of `activation!` call that is no method of a number.
#![allow(non_upper_case_globals, reason = "it stands beside the words of the language")]

use super::gated::MishGate;
use crate::math::Real;

/// `tanh(softplus(x))`
pub const tanh_softplus: MishGate = MishGate;

/// The larger one. Unlike `a.max(b)` it gives NaN if `a` is NaN.
#[inline(always)]
pub fn max<T: Real>(a: T, b: T) -> T {
    if a < b { b } else { a }
}

/// The smaller one. Unlike `a.min(b)` it gives NaN if `a` is NaN.
#[inline(always)]
pub fn min<T: Real>(a: T, b: T) -> T {
    if a > b { b } else { a }
}

/// 1 above 0, -1 below, and otherwise `x`: 0 or NaN.
#[inline(always)]
pub fn sign<T: Real>(x: T) -> T {
    let from_below = if x < T::zero() { -T::one() } else { x };
    if x > T::zero() { T::one() } else { from_below }
}
