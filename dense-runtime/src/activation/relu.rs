//! Rectifiers: pieces of straight lines.

use super::compiled::compiled;
use super::{Activation, InPassing, clip};
use crate::math::Real;

/// `linear(x) = x`, with derivative 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Linear;

impl Activation for Linear {
    compiled!(Linear);

    #[inline(always)]
    fn in_passing(self) -> InPassing {
        InPassing::Linear
    }

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x
    }

    #[inline(always)]
    fn derivative<T: Real>(self, _: T, _: T) -> T {
        T::one()
    }
}

/// `relu(x) = max(x, 0)`, with derivative 1 for `x > 0`, otherwise 0.
///
/// With arguments, the first of these that holds:
///
/// | if | `relu(x)` | derivative |
/// |---|---|---|
/// | `x ≥ max_value` | `max_value` | 0 |
/// | `x > threshold` | `x` | 1 |
/// | otherwise | `negative_slope · (x - threshold)` | `negative_slope` |
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Relu {
    negative_slope: f64,
    max_value: f64,
    threshold: f64,
}

impl Relu {
    /// `max(x, 0)`
    pub const fn new() -> Relu {
        Relu { negative_slope: 0.0, max_value: f64::INFINITY, threshold: 0.0 }
    }

    /// The slope below the threshold: 0 unless set.
    #[must_use]
    pub const fn negative_slope(self, negative_slope: f64) -> Relu {
        Relu { negative_slope, ..self }
    }

    /// The largest output: infinite unless set.
    #[must_use]
    pub const fn max_value(self, max_value: f64) -> Relu {
        Relu { max_value, ..self }
    }

    /// Where the identity begins: 0 unless set.
    #[must_use]
    pub const fn threshold(self, threshold: f64) -> Relu {
        Relu { threshold, ..self }
    }

    /// Whether this is `max(x, 0)`.
    #[inline(always)]
    const fn is_plain(self) -> bool {
        self.negative_slope == 0.0 && self.max_value == f64::INFINITY && self.threshold == 0.0
    }
}

impl Default for Relu {
    fn default() -> Relu {
        Relu::new()
    }
}

impl Activation for Relu {
    compiled!(Relu);

    #[inline(always)]
    fn in_passing(self) -> InPassing {
        if self.is_plain() { InPassing::Rectify } else { InPassing::Nothing }
    }

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        // The parameters are the same for all numbers of a loop, so this branch moves out of it.
        if self.is_plain() {
            return if x < T::zero() { T::zero() } else { x };
        }
        let (slope, max, threshold) = (T::of(self.negative_slope), T::of(self.max_value), T::of(self.threshold));
        // A slope of zero is not multiplied with: -∞ would become NaN.
        let below = if self.negative_slope == 0.0 { T::zero() } else { slope * (x - threshold) };
        let rectified = if x <= threshold { below } else { x };
        if x >= max { max } else { rectified }
    }

    /// Without arguments, a function of the output.
    #[inline(always)]
    fn derivative<T: Real>(self, x: T, y: T) -> T {
        if self.is_plain() {
            return if y > T::zero() { T::one() } else { T::zero() };
        }
        let rectified = if x > T::of(self.threshold) { T::one() } else { T::of(self.negative_slope) };
        if x >= T::of(self.max_value) { T::zero() } else { rectified }
    }
}

/// `leaky_relu(x) = x` for `x ≥ 0`, otherwise `negative_slope · x`, with derivatives 1 and `negative_slope`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeakyRelu {
    negative_slope: f64,
}

impl LeakyRelu {
    /// With a slope of 0.2.
    pub const fn new() -> LeakyRelu {
        LeakyRelu { negative_slope: 0.2 }
    }

    /// The slope for negative numbers: 0.2 unless set.
    ///
    /// # Panics
    ///
    /// If the slope is negative: the derivative is read off the output, whose sign would no longer be the input's.
    #[must_use]
    pub const fn negative_slope(self, negative_slope: f64) -> LeakyRelu {
        assert!(negative_slope >= 0.0, "the negative_slope of leaky_relu must not be negative");
        LeakyRelu { negative_slope }
    }
}

impl Default for LeakyRelu {
    fn default() -> LeakyRelu {
        LeakyRelu::new()
    }
}

impl Activation for LeakyRelu {
    compiled!(LeakyRelu);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        if x < T::zero() { T::of(self.negative_slope) * x } else { x }
    }

    /// A function of the output. The sign bit tells more than a comparison: a slope of zero gives -0.0 for negative
    /// numbers.
    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        if y.is_sign_negative() { T::of(self.negative_slope) } else { T::one() }
    }
}

/// `relu6(x) = min(max(x, 0), 6)`, with derivative 1 for `0 < x < 6`, otherwise 0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Relu6;

impl Activation for Relu6 {
    compiled!(Relu6);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        clip(x, 0.0, 6.0)
    }

    /// A function of the output.
    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        if y > T::zero() && y < T::of(6.0) { T::one() } else { T::zero() }
    }
}
