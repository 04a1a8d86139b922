//! Gated units: `x` times a function that goes from 0 to 1.

use core::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

use super::compiled::compiled;
use super::{Activation, HardSigmoid};
use crate::math::Real;

/// `gelu(x) = x · Φ(x)`, where `Φ(x) = ½ · (1 + erf(x / √2))` is the normal distribution, with derivative
/// `Φ(x) + x · e^(-x² / 2) / √(2π)`.
///
/// With `approximate`, `Φ(x)` is taken for `½ · (1 + tanh u)` with `u = √(2/π) · (x + 0.044715 · x³)`, and the derivative
/// is `½ · (1 + tanh u) + ½ · x · (1 - tanh² u) · √(2/π) · (1 + 0.134145 · x²)`.
///
/// Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gelu {
    approximate: bool,
}

impl Gelu {
    /// `√(2/π)`
    const SCALE: f64 = FRAC_2_SQRT_PI * FRAC_1_SQRT_2;
    const CUBIC: f64 = 0.044_715;

    /// With the error function.
    pub const fn new() -> Gelu {
        Gelu { approximate: false }
    }

    /// Whether to use the hyperbolic tangent for the error function: `false` unless set.
    #[must_use]
    pub const fn approximate(self, approximate: bool) -> Gelu {
        Gelu { approximate }
    }

    /// `Φ(x)`
    #[inline(always)]
    fn gate<T: Real>(self, x: T) -> T {
        let odd = if self.approximate {
            (T::of(Gelu::SCALE) * (x + T::of(Gelu::CUBIC) * (x * x * x))).tanh()
        } else {
            (T::of(FRAC_1_SQRT_2) * x).erf()
        };
        T::of(0.5) * (T::one() + odd)
    }
}

impl Default for Gelu {
    fn default() -> Gelu {
        Gelu::new()
    }
}

impl Activation for Gelu {
    compiled!(Gelu);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x * self.gate(x)
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        let gate = self.gate(x);
        let slope = if self.approximate {
            // With t = 2Φ - 1, half of 1 - t² is 2Φ(1 - Φ).
            let inner = T::of(Gelu::SCALE) * (T::one() + T::of(3.0 * Gelu::CUBIC) * (x * x));
            T::of(2.0) * gate * (T::one() - gate) * inner
        } else {
            T::of(0.5 * Gelu::SCALE) * (T::of(-0.5) * (x * x)).exp()
        };
        gate + x * slope
    }
}

/// `silu(x) = x · σ(x)`, with derivative `σ(x) + silu(x) · (1 - σ(x))`. Also called swish.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Silu;

impl Activation for Silu {
    compiled!(Silu);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x * x.sigmoid()
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, y: T) -> T {
        let gate = x.sigmoid();
        gate + y * (T::one() - gate)
    }
}

/// `hard_silu(x) = x · hard_sigmoid(x)`: 0 for `x ≤ -3`, `x` for `x ≥ 3`, and `x · (x + 3) / 6` between, with derivatives
/// 0, 1 and `x / 3 + ½`. Also called hard swish.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct HardSilu;

impl Activation for HardSilu {
    compiled!(HardSilu);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        x * HardSigmoid.apply(x)
    }

    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        let inside = x * T::of(1.0 / 3.0) + T::of(0.5);
        let from_left = if x <= T::of(-3.0) { T::zero() } else { inside };
        if x >= T::of(3.0) { T::one() } else { from_left }
    }
}

/// `mish(x) = x · tanh(softplus(x))`, with derivative `tanh s + x · (1 - tanh² s) · σ(x)`, where `s = softplus(x)`.
///
/// Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", 2019.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mish;

/// With `w = eˣ`, `tanh(softplus(x)) = n / (n + 2)` where `n = w · (w + 2)`: one exponential serves both functions.
///
/// From `x = 20` on, the quotient is 1 in both number types; going no further keeps `n²` finite.
#[inline(always)]
fn mish_parts<T: Real>(x: T) -> (T, T, T) {
    let x = if x > T::of(20.0) { T::of(20.0) } else { x };
    let w = x.exp();
    (x, w, w * (w + T::of(2.0)))
}

/// `tanh(softplus(x))`, the gate of [`Mish`], which formulas have too.
#[derive(Clone, Copy)]
pub struct MishGate;

impl Activation for MishGate {
    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        let (_, _, n) = mish_parts(x);
        n / (n + T::of(2.0))
    }

    /// `(1 - tanh² s) · σ(x)` with `s = softplus(x)`; with the names of above `4 · w · (w + 1) / (n + 2)²`. Where the parts go no
    /// further it is 0, because what a formula multiplies it by goes on.
    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        let (_, w, n) = mish_parts(x);
        let scale = (n + T::of(2.0)).recip();
        let slope = T::of(4.0) * w * (w + T::one()) * (scale * scale);
        if x > T::of(20.0) { T::zero() } else { slope }
    }
}

impl Activation for Mish {
    compiled!(Mish);

    #[inline(always)]
    fn apply<T: Real>(self, x: T) -> T {
        let (_, _, n) = mish_parts(x);
        x * (n / (n + T::of(2.0)))
    }

    /// With the names of above: `n / (n + 2) + 4 · x · w · (w + 1) / (n + 2)²`.
    #[inline(always)]
    fn derivative<T: Real>(self, x: T, _: T) -> T {
        let (x, w, n) = mish_parts(x);
        let scale = (n + T::of(2.0)).recip();
        n * scale + T::of(4.0) * x * w * (w + T::one()) * (scale * scale)
    }
}
