//! Bounds on the Euclidean norms of vectors, which lie along one axis of a tensor or several.

use super::Constraint;
use super::rescale::{Axes, rescale};
use crate::Element;

/// No norm above a limit: `w · min(‖w‖, max_value) / (1e-7 + ‖w‖)`.
///
/// ```
/// use dense_runtime::constraint::{Constraint, MaxNorm};
///
/// let mut weights = [3.0f64, 4.0];
/// MaxNorm::new().max_value(1.0).apply(&[2], &mut weights);
/// assert!((weights[0] - 0.6).abs() < 1e-6 && (weights[1] - 0.8).abs() < 1e-6);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MaxNorm {
    max_value: f64,
    axes: Axes,
}

/// Norm 1: `w / (1e-7 + ‖w‖)`.
///
/// ```
/// use dense_runtime::constraint::{Constraint, UnitNorm};
///
/// let mut weights = [3.0f64, 4.0];
/// UnitNorm::new().apply(&[2], &mut weights);
/// assert!((weights[0] - 0.6).abs() < 1e-6 && (weights[1] - 0.8).abs() < 1e-6);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitNorm {
    axes: Axes,
}

/// A norm between two limits, or, with a rate below 1, on the way there: `w · n / (1e-7 + ‖w‖)`, where
/// `n = rate · min(max(‖w‖, min_value), max_value) + (1 - rate) · ‖w‖`.
///
/// ```
/// use dense_runtime::constraint::{Constraint, MinMaxNorm};
///
/// let mut weights = [0.3f64, 0.4];
/// MinMaxNorm::new().min_value(1.0).rate(0.5).apply(&[2], &mut weights);
/// assert!((weights[0] - 0.45).abs() < 1e-6 && (weights[1] - 0.6).abs() < 1e-6);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MinMaxNorm {
    min_value: f64,
    max_value: f64,
    rate: f64,
    axes: Axes,
}

impl MaxNorm {
    /// Norms of at most 2, along axis 0.
    pub const fn new() -> MaxNorm {
        MaxNorm { max_value: 2.0, axes: Axes::one(0) }
    }

    /// The largest norm: 2 unless set; not below 0.
    #[must_use]
    pub const fn max_value(self, max_value: f64) -> MaxNorm {
        MaxNorm { max_value, ..self }
    }

    /// The axis of a vector: 0 unless set, which in a kernel of `Dense` is the weights into one unit. An axis that a tensor does not
    /// have is taken for its last one.
    #[must_use]
    pub const fn axis(self, axis: usize) -> MaxNorm {
        MaxNorm { axes: Axes::one(axis), ..self }
    }

    /// Several axes, along which norms are taken together: `[0, 1, 2]`, in a kernel of `Conv2D`, for the weights of one filter. With
    /// none, each number is a vector of its own.
    #[must_use]
    pub const fn axes<const N: usize>(self, axes: [usize; N]) -> MaxNorm {
        MaxNorm { axes: Axes::all_of(&axes), ..self }
    }
}

impl UnitNorm {
    /// Along axis 0.
    pub const fn new() -> UnitNorm {
        UnitNorm { axes: Axes::one(0) }
    }

    /// The axis of a vector: 0 unless set, which in a kernel of `Dense` is the weights into one unit. An axis that a tensor does not
    /// have is taken for its last one.
    #[must_use]
    pub const fn axis(self, axis: usize) -> UnitNorm {
        UnitNorm { axes: Axes::one(axis) }
    }

    /// Several axes, along which norms are taken together: `[0, 1, 2]`, in a kernel of `Conv2D`, for the weights of one filter. With
    /// none, each number is a vector of its own.
    #[must_use]
    pub const fn axes<const N: usize>(self, axes: [usize; N]) -> UnitNorm {
        UnitNorm { axes: Axes::all_of(&axes) }
    }
}

impl MinMaxNorm {
    /// Norms from 0 to 1, along axis 0.
    pub const fn new() -> MinMaxNorm {
        MinMaxNorm { min_value: 0.0, max_value: 1.0, rate: 1.0, axes: Axes::one(0) }
    }

    /// The smallest norm: 0 unless set; not below 0.
    #[must_use]
    pub const fn min_value(self, min_value: f64) -> MinMaxNorm {
        MinMaxNorm { min_value, ..self }
    }

    /// The largest norm: 1 unless set; not below 0.
    #[must_use]
    pub const fn max_value(self, max_value: f64) -> MinMaxNorm {
        MinMaxNorm { max_value, ..self }
    }

    /// How far a step goes to the limits: 1, all the way, unless set.
    #[must_use]
    pub const fn rate(self, rate: f64) -> MinMaxNorm {
        MinMaxNorm { rate, ..self }
    }

    /// The axis of a vector: 0 unless set, which in a kernel of `Dense` is the weights into one unit. An axis that a tensor does not
    /// have is taken for its last one.
    #[must_use]
    pub const fn axis(self, axis: usize) -> MinMaxNorm {
        MinMaxNorm { axes: Axes::one(axis), ..self }
    }

    /// Several axes, along which norms are taken together: `[0, 1, 2]`, in a kernel of `Conv2D`, for the weights of one filter. With
    /// none, each number is a vector of its own.
    #[must_use]
    pub const fn axes<const N: usize>(self, axes: [usize; N]) -> MinMaxNorm {
        MinMaxNorm { axes: Axes::all_of(&axes), ..self }
    }
}

impl Default for MaxNorm {
    fn default() -> MaxNorm {
        MaxNorm::new()
    }
}

impl Default for UnitNorm {
    fn default() -> UnitNorm {
        UnitNorm::new()
    }
}

impl Default for MinMaxNorm {
    fn default() -> MinMaxNorm {
        MinMaxNorm::new()
    }
}

impl Constraint for MaxNorm {
    fn apply<T: Element>(&self, shape: &[usize], values: &mut [T]) {
        let max_value = T::of(self.max_value);
        rescale(shape, values, self.axes, |norm| norm.min(max_value));
    }
}

impl Constraint for UnitNorm {
    fn apply<T: Element>(&self, shape: &[usize], values: &mut [T]) {
        rescale(shape, values, self.axes, |_| T::one());
    }
}

impl Constraint for MinMaxNorm {
    fn apply<T: Element>(&self, shape: &[usize], values: &mut [T]) {
        let (min_value, max_value, rate) = (T::of(self.min_value), T::of(self.max_value), T::of(self.rate));
        rescale(shape, values, self.axes, |norm| rate * norm.max(min_value).min(max_value) + (T::one() - rate) * norm);
    }
}
