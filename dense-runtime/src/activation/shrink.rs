//! Functions that replace small numbers by a constant.

use super::compiled::compiled;
use super::{Activation, clip};
use crate::math::Real;

/// `soft_shrink(x)`: `x - threshold` above the threshold, `x + threshold` below its negative, 0 between, with
/// derivatives 1, 1 and 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoftShrink {
    threshold: f64,
}

impl SoftShrink {
    /// With a threshold of 0.5.
    pub const fn new() -> SoftShrink {
        SoftShrink { threshold: 0.5 }
    }

    /// How far numbers move towards 0: 0.5 unless set.
    ///
    /// # Panics
    ///
    /// If the threshold is negative.
    #[must_use]
    pub const fn threshold(self, threshold: f64) -> SoftShrink {
        assert!(threshold >= 0.0, "the threshold of soft_shrink must not be negative");
        SoftShrink { threshold }
    }
}

impl Default for SoftShrink {
    fn default() -> SoftShrink {
        SoftShrink::new()
    }
}

impl Activation for SoftShrink {
    compiled!(SoftShrink);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x - clip(x, -self.threshold, self.threshold)
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        if x.abs() > T::of(self.threshold) { T::one() } else { T::zero() }
    }
}

/// `hard_shrink(x) = x` for `|x| > threshold`, otherwise 0, with derivatives 1 and 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HardShrink {
    threshold: f64,
}

impl HardShrink {
    /// With a threshold of 0.5.
    pub const fn new() -> HardShrink {
        HardShrink { threshold: 0.5 }
    }

    /// The largest magnitude that becomes 0: 0.5 unless set.
    #[must_use]
    pub const fn threshold(self, threshold: f64) -> HardShrink {
        HardShrink { threshold }
    }
}

impl Default for HardShrink {
    fn default() -> HardShrink {
        HardShrink::new()
    }
}

impl Activation for HardShrink {
    compiled!(HardShrink);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        if x.abs() <= T::of(self.threshold) { T::zero() } else { x }
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        if x.abs() > T::of(self.threshold) { T::one() } else { T::zero() }
    }
}

/// `threshold(x) = x` for `x > threshold`, otherwise `default_value`, with derivatives 1 and 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    threshold: f64,
    default_value: f64,
}

impl Threshold {
    /// With 0 for both arguments, which Keras wants to be told: the same as `relu`.
    pub const fn new() -> Threshold {
        Threshold { threshold: 0.0, default_value: 0.0 }
    }

    /// The largest number that is replaced: 0 unless set.
    #[must_use]
    pub const fn threshold(self, threshold: f64) -> Threshold {
        Threshold { threshold, ..self }
    }

    /// What replaces it: 0 unless set.
    #[must_use]
    pub const fn default_value(self, default_value: f64) -> Threshold {
        Threshold { default_value, ..self }
    }
}

impl Default for Threshold {
    fn default() -> Threshold {
        Threshold::new()
    }
}

impl Activation for Threshold {
    compiled!(Threshold);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        if x <= T::of(self.threshold) { T::of(self.default_value) } else { x }
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        if x > T::of(self.threshold) { T::one() } else { T::zero() }
    }
}
