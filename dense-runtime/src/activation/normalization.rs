//! Rows made comparable: what the normalization layers do before they scale.

use super::RowActivation;
use super::compiled::compiled;
use super::sums::{dot, squares_around, sum};
use crate::math::Real;

/// `yᵢ = (xᵢ - m) / √(v + epsilon)` over the last axis, with the mean `m` and the variance `v` (of the row itself, so divided by its
/// length) of the `xⱼ` (Ba, Kiros and Hinton, "Layer Normalization", 2016).
///
/// From the gradient `dy` of the output comes `dxᵢ = (dyᵢ - mean(dy) - yᵢ · mean(dy · y)) / √(v + epsilon)`. A row of equal numbers
/// becomes zeros.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LayerNormalize {
    epsilon: f64,
}

/// `yᵢ = xᵢ / √(mean(x²) + epsilon)` over the last axis (Zhang and Sennrich, "Root Mean Square Layer Normalization", 2019).
///
/// From the gradient `dy` of the output comes `dxᵢ = (dyᵢ - yᵢ · mean(dy · y)) / √(mean(x²) + epsilon)`. A row of zeros stays one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RmsNormalize {
    epsilon: f64,
}

/// `yᵢ = xᵢ / √(Σⱼ xⱼ²)` over the last axis, so that the squares of a row sum to 1.
///
/// From the gradient `dy` of the output comes `dxᵢ = (dyᵢ - yᵢ · Σⱼ dyⱼ · yⱼ) / √(Σⱼ xⱼ²)`. A row of zeros stays one, and has a
/// gradient of zeros, as it has no direction. (Keras divides by 1e-12 at the least, and there its gradient is NaN.)
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct UnitNormalize;

impl LayerNormalize {
    /// With an epsilon of 0.001.
    pub const fn new() -> LayerNormalize {
        LayerNormalize { epsilon: 1e-3 }
    }

    /// What is added to the variance: 0.001 unless set; above 0.
    #[must_use]
    pub const fn epsilon(self, epsilon: f64) -> LayerNormalize {
        LayerNormalize { epsilon }
    }
}

impl Default for LayerNormalize {
    fn default() -> LayerNormalize {
        LayerNormalize::new()
    }
}

impl RmsNormalize {
    /// With an epsilon of 0.000001.
    pub const fn new() -> RmsNormalize {
        RmsNormalize { epsilon: 1e-6 }
    }

    /// What is added to the mean of the squares: 0.000001 unless set; above 0.
    #[must_use]
    pub const fn epsilon(self, epsilon: f64) -> RmsNormalize {
        RmsNormalize { epsilon }
    }
}

impl Default for RmsNormalize {
    fn default() -> RmsNormalize {
        RmsNormalize::new()
    }
}

impl RowActivation for LayerNormalize {
    compiled!(LayerNormalize);

    #[inline(always)]
    fn forward_rows<T: Real>(self, values: &mut [T], width: usize) {
        for row in values.chunks_exact_mut(width) {
            let (mean, inverse) = self.moments(row);
            for x in row {
                *x = (*x - mean) * inverse;
            }
        }
    }

    #[inline(always)]
    fn backward_rows<T: Real>(self, x: &[T], y: &[T], dy: &mut [T], width: usize) {
        for ((x, y), dy) in x.chunks_exact(width).zip(y.chunks_exact(width)).zip(dy.chunks_exact_mut(width)) {
            let (_, inverse) = self.moments(x);
            let (mean, along) = (share(dy) * sum(dy), share(dy) * dot(dy, y));
            for (dy, &y) in dy.iter_mut().zip(y) {
                *dy = inverse * (*dy - mean - y * along);
            }
        }
    }
}

impl LayerNormalize {
    /// A row's mean, and one over the root of its variance.
    #[inline(always)]
    fn moments<T: Real>(self, row: &[T]) -> (T, T) {
        let mean = share(row) * sum(row);
        let variance = share(row) * squares_around(row, mean);
        (mean, Real::sqrt(variance + T::of(self.epsilon)).recip())
    }
}

impl RowActivation for RmsNormalize {
    compiled!(RmsNormalize);

    #[inline(always)]
    fn forward_rows<T: Real>(self, values: &mut [T], width: usize) {
        for row in values.chunks_exact_mut(width) {
            let inverse = self.inverse(row);
            for x in row {
                *x *= inverse;
            }
        }
    }

    #[inline(always)]
    fn backward_rows<T: Real>(self, x: &[T], y: &[T], dy: &mut [T], width: usize) {
        for ((x, y), dy) in x.chunks_exact(width).zip(y.chunks_exact(width)).zip(dy.chunks_exact_mut(width)) {
            let (inverse, along) = (self.inverse(x), share(dy) * dot(dy, y));
            for (dy, &y) in dy.iter_mut().zip(y) {
                *dy = inverse * (*dy - y * along);
            }
        }
    }
}

impl RmsNormalize {
    /// One over the root of the mean of a row's squares.
    #[inline(always)]
    fn inverse<T: Real>(self, row: &[T]) -> T {
        Real::sqrt(share(row) * dot(row, row) + T::of(self.epsilon)).recip()
    }
}

impl RowActivation for UnitNormalize {
    compiled!(UnitNormalize);

    #[inline(always)]
    fn forward_rows<T: Real>(self, values: &mut [T], width: usize) {
        for row in values.chunks_exact_mut(width) {
            let inverse = one_over_length(row);
            for x in row {
                *x *= inverse;
            }
        }
    }

    #[inline(always)]
    fn backward_rows<T: Real>(self, x: &[T], y: &[T], dy: &mut [T], width: usize) {
        for ((x, y), dy) in x.chunks_exact(width).zip(y.chunks_exact(width)).zip(dy.chunks_exact_mut(width)) {
            let (inverse, along) = (one_over_length(x), dot(dy, y));
            for (dy, &y) in dy.iter_mut().zip(y) {
                *dy = inverse * (*dy - y * along);
            }
        }
    }
}

/// One over a row's length as a vector; 0 if that is 0.
#[inline(always)]
fn one_over_length<T: Real>(row: &[T]) -> T {
    let squares = dot(row, row);
    if squares == T::zero() { T::zero() } else { Real::sqrt(squares).recip() }
}

/// One in so many numbers as a row has.
#[inline(always)]
fn share<T: Real>(row: &[T]) -> T {
    T::of(1.0 / row.len() as f64)
}
