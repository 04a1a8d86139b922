//! Bounds on the Euclidean norms of vectors.

use super::Constraint;
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
    axis: usize,
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
    axis: usize,
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
    axis: usize,
}

impl MaxNorm {
    /// Norms of at most 2, along axis 0.
    pub const fn new() -> MaxNorm {
        MaxNorm { max_value: 2.0, axis: 0 }
    }

    /// The largest norm: 2 unless set; not below 0.
    #[must_use]
    pub const fn max_value(self, max_value: f64) -> MaxNorm {
        MaxNorm { max_value, ..self }
    }

    /// The axis of a vector: 0 unless set, which in a kernel of `Dense` is the weights into one unit.
    #[must_use]
    pub const fn axis(self, axis: usize) -> MaxNorm {
        MaxNorm { axis, ..self }
    }
}

impl UnitNorm {
    /// Along axis 0.
    pub const fn new() -> UnitNorm {
        UnitNorm { axis: 0 }
    }

    /// The axis of a vector: 0 unless set, which in a kernel of `Dense` is the weights into one unit.
    #[must_use]
    pub const fn axis(self, axis: usize) -> UnitNorm {
        UnitNorm { axis }
    }
}

impl MinMaxNorm {
    /// Norms from 0 to 1, along axis 0.
    pub const fn new() -> MinMaxNorm {
        MinMaxNorm { min_value: 0.0, max_value: 1.0, rate: 1.0, axis: 0 }
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

    /// The axis of a vector: 0 unless set, which in a kernel of `Dense` is the weights into one unit.
    #[must_use]
    pub const fn axis(self, axis: usize) -> MinMaxNorm {
        MinMaxNorm { axis, ..self }
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
        rescale(shape, values, self.axis, |norm| norm.min(max_value));
    }
}

impl Constraint for UnitNorm {
    fn apply<T: Element>(&self, shape: &[usize], values: &mut [T]) {
        rescale(shape, values, self.axis, |_| T::one());
    }
}

impl Constraint for MinMaxNorm {
    fn apply<T: Element>(&self, shape: &[usize], values: &mut [T]) {
        let (min_value, max_value, rate) = (T::of(self.min_value), T::of(self.max_value), T::of(self.rate));
        rescale(shape, values, self.axis, |norm| rate * norm.max(min_value).min(max_value) + (T::one() - rate) * norm);
    }
}

/// How many vectors are gone through side by side.
const TOGETHER: usize = 16;

/// Multiplies each vector along an axis with `desired(‖w‖) / (1e-7 + ‖w‖)`. An axis that the tensor does not have is taken for
/// its last one.
///
/// Numbers along an axis are `step` apart. The vectors that begin next to each other are gone through together, so that memory
/// is read in order.
fn rescale<T: Element>(shape: &[usize], values: &mut [T], axis: usize, desired: impl Fn(T) -> T) {
    let axis = axis.min(shape.len() - 1);
    let step = shape[axis + 1..].iter().product::<usize>();
    let len = shape[axis];
    for block in values.chunks_exact_mut(len * step) {
        for first in (0..step).step_by(TOGETHER) {
            let count = TOGETHER.min(step - first);
            let mut factors = [T::zero(); TOGETHER];
            for row in block.chunks_exact(step) {
                for (sum, &w) in factors.iter_mut().zip(&row[first..first + count]) {
                    *sum += w * w;
                }
            }
            for factor in &mut factors {
                let norm = factor.sqrt();
                *factor = desired(norm) / (T::of(1e-7) + norm);
            }
            for row in block.chunks_exact_mut(step) {
                for (w, &factor) in row[first..first + count].iter_mut().zip(&factors) {
                    *w *= factor;
                }
            }
        }
    }
}
