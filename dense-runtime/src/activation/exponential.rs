//! The exponential function, and linear units with an exponential tail for negative numbers.

use super::Activation;
use super::compiled::compiled;
use crate::math::Real;

/// `exponential(x) = eˣ`, its own derivative.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Exponential;

impl Activation for Exponential {
    compiled!(Exponential);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x.exp()
    }

    /// A function of the output.
    #[inline(always)]
    fn derivative<T: Real>(self, _: T, y: T) -> T {
        y
    }
}

/// `elu(x) = x` for `x > 0`, otherwise `alpha · (eˣ - 1)`, with derivatives 1 and `alpha · eˣ`.
///
/// Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential Linear Units", 2015.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Elu {
    alpha: f64,
}

impl Elu {
    /// With `alpha` 1.
    pub const fn new() -> Elu {
        Elu { alpha: 1.0 }
    }

    /// The negative of the limit for small numbers: 1 unless set.
    #[must_use]
    pub const fn alpha(self, alpha: f64) -> Elu {
        Elu { alpha }
    }
}

impl Default for Elu {
    fn default() -> Elu {
        Elu::new()
    }
}

impl Activation for Elu {
    compiled!(Elu);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        if x < T::zero() { T::of(self.alpha) * x.exp_m1() } else { x }
    }

    /// For negative numbers `alpha · eˣ = y + alpha`, which saves the exponential.
    #[inline(always)]
    fn derivative<T: Real>(self, x: T, y: T) -> T {
        if x > T::zero() { T::one() } else { y + T::of(self.alpha) }
    }
}

/// `selu(x) = s · x` for `x > 0`, otherwise `s · α · (eˣ - 1)`, with derivatives `s` and `s · α · eˣ`, where
/// `s = 1.0507009873554805` and `α = 1.6732632423543773`.
///
/// The constants keep mean 0 and variance 1 from layer to layer when weights come from `lecun_normal` (Klambauer et al.,
/// "Self-Normalizing Neural Networks", 2017).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Selu;

impl Selu {
    pub(crate) const SCALE: f64 = 1.050_700_987_355_480_5;
    pub(crate) const ALPHA: f64 = 1.673_263_242_354_377_3;
}

impl Activation for Selu {
    compiled!(Selu);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        if x < T::zero() { T::of(Selu::SCALE * Selu::ALPHA) * x.exp_m1() } else { T::of(Selu::SCALE) * x }
    }

    /// For negative numbers `s · α · eˣ = y + s · α`.
    #[inline(always)]
    fn derivative<T: Real>(self, x: T, y: T) -> T {
        if x > T::zero() { T::of(Selu::SCALE) } else { y + T::of(Selu::SCALE * Selu::ALPHA) }
    }
}

/// `celu(x) = x` for `x > 0`, otherwise `alpha · (e^(x / alpha) - 1)`, with derivatives 1 and `e^(x / alpha)`.
///
/// An [`Elu`] whose derivative has no jump, whatever `alpha` is (Barron, "Continuously Differentiable Exponential Linear
/// Units", 2017).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Celu {
    alpha: f64,
}

impl Celu {
    /// With `alpha` 1.
    pub const fn new() -> Celu {
        Celu { alpha: 1.0 }
    }

    /// The negative of the limit for small numbers: 1 unless set.
    ///
    /// # Panics
    ///
    /// If `alpha` is zero: the formula divides by it.
    #[must_use]
    pub const fn alpha(self, alpha: f64) -> Celu {
        assert!(alpha != 0.0, "the alpha of celu must not be zero");
        Celu { alpha }
    }
}

impl Default for Celu {
    fn default() -> Celu {
        Celu::new()
    }
}

impl Activation for Celu {
    compiled!(Celu);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        let alpha = T::of(self.alpha);
        if x < T::zero() { alpha * (x / alpha).exp_m1() } else { x }
    }

    /// For negative numbers `e^(x / alpha) = y / alpha + 1`.
    #[inline(always)]
    fn derivative<T: Real>(self, x: T, y: T) -> T {
        if x > T::zero() { T::one() } else { y / T::of(self.alpha) + T::one() }
    }
}
