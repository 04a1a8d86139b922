//! The kinds of accuracy by name, for those who do not leave the choice to `Accuracy`.

use super::answers::largest;
use super::mean::{Mean, means, rows, share};
use super::{Direction, Metric, WeightedMetric, check_threshold, ratio};
use crate::data::{Answer, Classes};
use crate::math::Real;
use crate::{Error, Tensor};

/// The share of answers of yes (`output > threshold`) and no that agree with the target, over a sample's outputs and
/// the samples, 0 without samples.
///
/// Targets are arrays of the output's shape, or, for a single output, labels 0 and 1, and for one output at each place arrays of
/// those. A target that is neither 0 nor 1
/// agrees with no answer.
///
/// ```
/// use dense_runtime::metric::{BinaryAccuracy, Metric};
///
/// let (outputs, targets) = ([[0.9f32], [0.6], [0.2], [0.1]], [1u8, 0, 0, 0]);
/// assert_eq!(BinaryAccuracy::new().evaluate(&outputs, &targets)?, 0.75);
/// assert_eq!(BinaryAccuracy::new().threshold(0.7).evaluate(&outputs, &targets)?, 1.0);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct BinaryAccuracy {
    name: &'static str,
    threshold: f64,
    mean: Mean,
}

impl BinaryAccuracy {
    /// The metric, reported as `"binary_accuracy"`.
    pub const fn new() -> BinaryAccuracy {
        BinaryAccuracy { name: "binary_accuracy", threshold: 0.5, mean: Mean::new() }
    }

    /// Above which output the answer is yes, in `0.0..=1.0`. The default is 0.5.
    pub const fn threshold(mut self, threshold: f64) -> BinaryAccuracy {
        self.threshold = threshold;
        self
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> BinaryAccuracy {
        self.name = name;
        self
    }
}

impl Default for BinaryAccuracy {
    fn default() -> BinaryAccuracy {
        BinaryAccuracy::new()
    }
}

impl<O: Tensor, Y: Answer<O>> Metric<O, Y> for BinaryAccuracy {
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
        self.mean.result()
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(self.mean.state())
    }

    fn check(&self) -> Result<(), Error> {
        check_threshold("threshold", self.threshold)
    }
}

impl<O: Tensor, Y: Answer<O>> WeightedMetric<O, Y> for BinaryAccuracy {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        let [no, yes, threshold]: [O::Element; 3] = [0.0, 1.0, self.threshold].map(Real::of);
        let said = output.as_flat().iter().map(|&y| if y > threshold { yes } else { no });
        let right = said.zip(target.answers()).filter(|(said, t)| said == t).count();
        self.mean.add(ratio(right as f64, O::LEN as f64), weight);
    }
}

means! {
    /// The share of rows along the last axis whose largest output is where the largest target is, 0 without samples. Of
    /// equal numbers the first counts as the largest. Targets are tensors of the output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{CategoricalAccuracy, Metric};
    ///
    /// let outputs = [[0.1f32, 0.7, 0.2], [0.5, 0.3, 0.2]];
    /// assert_eq!(CategoricalAccuracy::new().evaluate(&outputs, &[[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])?, 0.5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    CategoricalAccuracy, "categorical_accuracy", Up,
        |output: &O, target: &O| rows(output, target, |y, t| f64::from(u8::from(largest(y) == largest(t))));
}

/// The share of samples whose largest output is the label's, 0 without samples. Of equal outputs the first counts as
/// the largest. Targets are class labels; outputs with several places have one for each, and all places count.
///
/// ```
/// use dense_runtime::metric::{Metric, SparseCategoricalAccuracy};
///
/// let outputs = [[0.1f32, 0.7, 0.2], [0.5, 0.3, 0.2]];
/// assert_eq!(SparseCategoricalAccuracy::new().evaluate(&outputs, &[1u8, 2])?, 0.5);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct SparseCategoricalAccuracy {
    name: &'static str,
    mean: Mean,
}

impl SparseCategoricalAccuracy {
    /// The metric, reported as `"sparse_categorical_accuracy"`.
    pub const fn new() -> SparseCategoricalAccuracy {
        SparseCategoricalAccuracy { name: "sparse_categorical_accuracy", mean: Mean::new() }
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> SparseCategoricalAccuracy {
        self.name = name;
        self
    }
}

impl Default for SparseCategoricalAccuracy {
    fn default() -> SparseCategoricalAccuracy {
        SparseCategoricalAccuracy::new()
    }
}

impl<O: Tensor, Y: Classes<O>> Metric<O, Y> for SparseCategoricalAccuracy {
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
        self.mean.result()
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(self.mean.state())
    }
}

impl<O: Tensor, Y: Classes<O>> WeightedMetric<O, Y> for SparseCategoricalAccuracy {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        self.mean.add(share(output, target.classes(), |output, class| largest(output) == class), weight);
    }
}
