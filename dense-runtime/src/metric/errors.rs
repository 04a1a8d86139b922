//! How far numbers are from what they should be.

use super::mean::{Mean, means, pairs};
use super::{Direction, Metric, WeightedMetric};
use crate::Tensor;
use crate::data::Numbers;
use crate::math::Real;

/// Where Keras keeps a divisor or a logarithm away from zero.
const EPSILON: f64 = 1e-7;

means! {
    /// `mean (output - target)²` over a sample's outputs and the samples, 0 without samples. Targets are tensors of the
    /// output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{MeanSquaredError, Metric};
    ///
    /// assert_eq!(MeanSquaredError::new().evaluate(&[[1.0f32], [4.0]], &[[0.0], [2.0]])?, 2.5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    MeanSquaredError, "mean_squared_error", Down, squared_error;

    /// `mean |output - target|` over a sample's outputs and the samples, 0 without samples. Targets are tensors of the
    /// output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{MeanAbsoluteError, Metric};
    ///
    /// assert_eq!(MeanAbsoluteError::new().evaluate(&[[1.0f32], [4.0]], &[[0.0], [2.0]])?, 1.5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    MeanAbsoluteError, "mean_absolute_error", Down,
        |output: &O, target: &O| pairs(output.as_flat(), target.as_flat(), |y, t| (y - t).abs());

    /// `100 · mean |output - target| / max(|target|, 1e-7)` over a sample's outputs and the samples, 0 without samples.
    /// Targets are tensors of the output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{MeanAbsolutePercentageError, Metric};
    ///
    /// assert_eq!(MeanAbsolutePercentageError::new().evaluate(&[[3.0f32], [5.0]], &[[2.0], [4.0]])?, 37.5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    MeanAbsolutePercentageError, "mean_absolute_percentage_error", Down,
        |output: &O, target: &O| pairs(output.as_flat(), target.as_flat(), |y, t| {
            100.0 * ((t - y) / t.abs().max(EPSILON)).abs()
        });

    /// `mean (ln(1 + output) - ln(1 + target))²` over a sample's outputs and the samples, 0 without samples. Both are
    /// taken as at least `1e-7`. Targets are tensors of the output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{MeanSquaredLogarithmicError, Metric};
    ///
    /// let error = MeanSquaredLogarithmicError::new().evaluate(&[[3.0f32], [7.0]], &[[1.0], [7.0]])?;
    /// assert!((error - 2.0f64.ln().powi(2) / 2.0).abs() < 1e-12);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    MeanSquaredLogarithmicError, "mean_squared_logarithmic_error", Down,
        |output: &O, target: &O| pairs(output.as_flat(), target.as_flat(), |y, t| {
            let difference = logarithm(y) - logarithm(t);
            difference * difference
        });

    /// `mean ln cosh(output - target)` over a sample's outputs and the samples, 0 without samples: near `error² / 2`
    /// for small errors, and `|error| - ln 2` for large ones. Targets are tensors of the output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{LogCoshError, Metric};
    ///
    /// let error = LogCoshError::new().evaluate(&[[101.0f32]], &[[1.0]])?;
    /// assert!((error - (100.0 - 2.0f64.ln())).abs() < 1e-12);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    LogCoshError, "logcosh", Down, |output: &O, target: &O| pairs(output.as_flat(), target.as_flat(), |y, t| {
        // The form that does not overflow.
        let size = (y - t).abs();
        size + Real::ln_1p(Real::exp(-2.0 * size)) - core::f64::consts::LN_2
    });
}

fn squared_error<O: Tensor>(output: &O, target: &O) -> f64 {
    pairs(output.as_flat(), target.as_flat(), |y, t| (y - t) * (y - t))
}

/// `ln(1 + x)`, for `x` of at least a little more than zero; NaN stays.
fn logarithm(x: f64) -> f64 {
    Real::ln_1p(if x < EPSILON { EPSILON } else { x })
}

/// `√mean (output - target)²`, where the mean is over the outputs of all samples, 0 without samples. Targets are
/// tensors of the output's shape.
///
/// ```
/// use dense_runtime::metric::{Metric, RootMeanSquaredError};
///
/// assert_eq!(RootMeanSquaredError::new().evaluate(&[[1.0f32], [9.0]], &[[0.0], [2.0]])?, 5.0);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct RootMeanSquaredError {
    name: &'static str,
    mean: Mean,
}

impl RootMeanSquaredError {
    /// The metric, reported as `"root_mean_squared_error"`.
    pub const fn new() -> RootMeanSquaredError {
        RootMeanSquaredError { name: "root_mean_squared_error", mean: Mean::new() }
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> RootMeanSquaredError {
        self.name = name;
        self
    }
}

impl Default for RootMeanSquaredError {
    fn default() -> RootMeanSquaredError {
        RootMeanSquaredError::new()
    }
}

impl<O: Tensor, Y: Numbers<O>> Metric<O, Y> for RootMeanSquaredError {
    fn name(&self) -> &str {
        self.name
    }

    fn reset(&mut self) {
        self.mean = Mean::new();
    }

    fn update(&mut self, output: &O, target: &Y) {
        self.update_weighted(output, target, 1.0);
    }

    fn result(&self) -> f64 {
        Real::sqrt(self.mean.result())
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Down)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(self.mean.state())
    }
}

impl<O: Tensor, Y: Numbers<O>> WeightedMetric<O, Y> for RootMeanSquaredError {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        self.mean.add(squared_error(output, target.numbers()), weight);
    }
}
