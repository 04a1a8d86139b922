//! Smooth rectifiers: near 0 for small numbers, near the identity for large ones.

use super::compiled::compiled;
use super::{Activation, clip};
use crate::math::Real;

/// `softplus(x) = ln(1 + eˣ)`, with derivative `σ(x)`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Softplus;

impl Activation for Softplus {
    compiled!(Softplus);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x.softplus()
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        x.sigmoid()
    }
}

/// `squareplus(x) = ½ · (x + √(x² + b))`, with derivative `½ · (1 + x / √(x² + b))`.
///
/// Much like [`Softplus`], without a transcendental function (Barron, "Squareplus: A Softplus-Like Algebraic
/// Rectifier", 2021).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Squareplus {
    b: f64,
}

impl Squareplus {
    /// With `b` 4.
    pub const fn new() -> Squareplus {
        Squareplus { b: 4.0 }
    }

    /// How round the corner at 0 is: 4 unless set. With 0 the function is `relu`.
    #[must_use]
    pub const fn b(self, b: f64) -> Squareplus {
        Squareplus { b }
    }
}

impl Default for Squareplus {
    fn default() -> Squareplus {
        Squareplus::new()
    }
}

impl Activation for Squareplus {
    compiled!(Squareplus);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        T::of(0.5) * (x + Real::sqrt(x * x + T::of(self.b)))
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        T::of(0.5) * (T::one() + x / Real::sqrt(x * x + T::of(self.b)))
    }
}

/// `sparse_plus(x)`: 0 for `x ≤ -1`, `x` for `x ≥ 1`, and the parabola `¼ · (x + 1)²` between, with derivatives 0, 1 and
/// `½ · (x + 1)`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SparsePlus;

impl Activation for SparsePlus {
    compiled!(SparsePlus);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        let root = T::of(0.5) * (x + T::one());
        let curve = if x <= -T::one() { T::zero() } else { root * root };
        if x >= T::one() { x } else { curve }
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        clip(T::of(0.5) * (x + T::one()), 0.0, 1.0)
    }
}
