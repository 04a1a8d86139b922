//! The logistic function, its logarithm, and its polygons.

use super::compiled::compiled;
use super::{Activation, clip};
use crate::math::Real;

/// `σ(x) = 1 / (1 + e⁻ˣ)`, with derivative `σ · (1 - σ)`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sigmoid;

impl Activation for Sigmoid {
    compiled!(Sigmoid);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x.sigmoid()
    }

    /// A function of the output.
    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        y * (T::one() - y)
    }
}

/// `hard_sigmoid(x) = x / 6 + ½`, kept in `0..=1`, with derivative 1/6 inside and 0 where it is cut.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct HardSigmoid;

impl Activation for HardSigmoid {
    compiled!(HardSigmoid);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        clip(x * T::of(1.0 / 6.0) + T::of(0.5), 0.0, 1.0)
    }

    /// A function of the output.
    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        if y > T::zero() && y < T::one() { T::of(1.0 / 6.0) } else { T::zero() }
    }
}

/// `log_sigmoid(x) = ln σ(x) = -softplus(-x)`, with derivative `σ(-x)`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LogSigmoid;

impl Activation for LogSigmoid {
    compiled!(LogSigmoid);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        -(-x).softplus()
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        (-x).sigmoid()
    }
}

/// `sparse_sigmoid(x) = ½ · (x + 1)`, kept in `0..=1`, with derivative ½ inside and 0 where it is cut.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SparseSigmoid;

impl Activation for SparseSigmoid {
    compiled!(SparseSigmoid);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        clip(T::of(0.5) * (x + T::one()), 0.0, 1.0)
    }

    /// A function of the output.
    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        if y > T::zero() && y < T::one() { T::of(0.5) } else { T::zero() }
    }
}
