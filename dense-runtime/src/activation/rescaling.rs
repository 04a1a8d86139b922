//! A change of scale.

use super::Activation;
use super::compiled::compiled;
use crate::math::Real;

/// `scale · x + offset`
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rescaling {
    scale: f64,
    offset: f64,
}

impl Rescaling {
    /// A scale of 1 and an offset of 0.
    pub const fn new() -> Rescaling {
        Rescaling { scale: 1.0, offset: 0.0 }
    }

    /// The factor: 1 unless set.
    #[must_use]
    pub const fn scale(self, scale: f64) -> Rescaling {
        Rescaling { scale, ..self }
    }

    /// What is added: 0 unless set.
    #[must_use]
    pub const fn offset(self, offset: f64) -> Rescaling {
        Rescaling { offset, ..self }
    }
}

impl Default for Rescaling {
    fn default() -> Rescaling {
        Rescaling::new()
    }
}

impl Activation for Rescaling {
    compiled!(Rescaling);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x * T::of(self.scale) + T::of(self.offset)
    }

    #[inline(always)]
    fn derivative<T: Real>(self, _: T, _: T) -> T {
        T::of(self.scale)
    }
}
