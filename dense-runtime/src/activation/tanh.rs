//! The hyperbolic tangent and its kin: odd functions with limits ±1.

use super::compiled::compiled;
use super::{Activation, clip};
use crate::math::Real;

/// `tanh(x) = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)`, with derivative `1 - tanh²`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tanh;

impl Activation for Tanh {
    compiled!(Tanh);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x.tanh()
    }

    /// A function of the output.
    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        T::one() - y * y
    }
}

/// `hard_tanh(x) = min(max(x, -1), 1)`, with derivative 1 for `-1 < x < 1`, otherwise 0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct HardTanh;

impl Activation for HardTanh {
    compiled!(HardTanh);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        clip(x, -1.0, 1.0)
    }

    /// A function of the output.
    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        if y.abs() < T::one() { T::one() } else { T::zero() }
    }
}

/// `tanh_shrink(x) = x - tanh(x)`, with derivative `tanh²`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TanhShrink;

impl Activation for TanhShrink {
    compiled!(TanhShrink);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x - x.tanh()
    }

    /// The tangent is computed again: of `x - y`, a large `x` would leave few digits.
    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        let tanh = x.tanh();
        tanh * tanh
    }
}

/// `softsign(x) = x / (1 + |x|)`, with derivative `1 / (1 + |x|)²`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Softsign;

impl Activation for Softsign {
    compiled!(Softsign);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x / (T::one() + x.abs())
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        let root = (T::one() + x.abs()).recip();
        root * root
    }
}
