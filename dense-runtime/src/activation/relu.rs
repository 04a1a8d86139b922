//! Rectifiers: the identity for positive numbers, something simple elsewhere.

use super::Activation;
use crate::math::Real;

/// `linear(x) = x`
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Linear;

impl Activation for Linear {
    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x
    }

    #[inline(always)]
    fn derivative<T: Real>(self, _: T, _: T) -> T {
        T::one()
    }
}

/// Sigmoid.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sigmoid;

impl Activation for Sigmoid {
    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x.sigmoid()
    }

    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        y * (T::one() - y)
    }
}
