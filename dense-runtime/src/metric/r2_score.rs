//! How much of the targets' variance a network explains.

use super::{Direction, Metric, WeightedMetric, ratio};
use crate::Element;
use crate::data::Numbers;

/// How the scores of several outputs become one figure. (Keras's `None`, a figure for each output, is
/// [`R2Score::scores`].)
///
/// ```
/// use dense_runtime::metric::{ClassAggregation, Metric, R2Score};
///
/// // The first output explains half of a variance of 2, the second one all of a variance of 6.
/// let (outputs, targets) = ([[1.0f32, 0.0], [2.0, 3.0], [4.0, 3.0]], [[1.0, 0.0], [2.0, 3.0], [3.0, 3.0]]);
/// assert_eq!(R2Score::new().evaluate(&outputs, &targets)?, 0.75);
/// let mut weighted = R2Score::new().class_aggregation(ClassAggregation::VarianceWeightedAverage);
/// assert_eq!(weighted.evaluate(&outputs, &targets)?, 0.875);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ClassAggregation {
    /// The mean.
    #[default]
    UniformAverage,
    /// The mean weighted by the variance of each output's targets.
    VarianceWeightedAverage,
}

/// `1 - Σ (target - output)² / Σ (target - mean target)²`, for each of `K` outputs and then
/// [aggregated](ClassAggregation): 1 for outputs that are right, 0 for outputs that are always the targets' mean, less
/// for worse ones. 0 without samples. Targets are arrays as long as the output. `K` follows from the outputs.
///
/// For an output whose targets are all the same the score is 1 if it is right, and otherwise 0. (Keras gives NaN in the
/// first case.)
///
/// ```
/// use dense_runtime::metric::{Metric, R2Score};
///
/// let mut score = R2Score::new();
/// assert_eq!(score.evaluate(&[[1.0f32], [2.0], [4.0]], &[[1.0], [2.0], [3.0]])?, 0.5);
/// assert_eq!(score.scores(), [0.5]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct R2Score<const K: usize> {
    name: &'static str,
    class_aggregation: ClassAggregation,
    /// The sum of the samples' weights.
    weights: f64,
    outputs: [Sums; K],
}

/// The targets of one output and the errors.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sums {
    mean: f64,
    /// `Σ (target - mean target)²`
    spread: f64,
    /// `Σ (target - output)²`
    error: f64,
}

impl Sums {
    fn score(&self) -> f64 {
        if self.spread != 0.0 {
            1.0 - self.error / self.spread
        } else if self.error == 0.0 {
            1.0
        } else {
            0.0
        }
    }
}

impl<const K: usize> R2Score<K> {
    /// The score, reported as `"r2_score"`.
    pub const fn new() -> R2Score<K> {
        let outputs = [Sums { mean: 0.0, spread: 0.0, error: 0.0 }; K];
        R2Score { name: "r2_score", class_aggregation: ClassAggregation::UniformAverage, weights: 0.0, outputs }
    }

    /// How the scores of several outputs become one figure. The default is [`ClassAggregation::UniformAverage`].
    pub const fn class_aggregation(mut self, class_aggregation: ClassAggregation) -> R2Score<K> {
        self.class_aggregation = class_aggregation;
        self
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> R2Score<K> {
        self.name = name;
        self
    }

    /// The score of each output.
    #[must_use]
    pub fn scores(&self) -> [f64; K] {
        self.outputs.map(|sums| if self.weights == 0.0 { 0.0 } else { sums.score() })
    }
}

impl<const K: usize> Default for R2Score<K> {
    fn default() -> R2Score<K> {
        R2Score::new()
    }
}

impl<T: Element, Y: Numbers<[T; K]>, const K: usize> Metric<[T; K], Y> for R2Score<K> {
    fn name(&self) -> &str {
        self.name
    }

    fn reset(&mut self) {
        (self.weights, self.outputs) = (0.0, [Sums::default(); K]);
    }

    fn update(&mut self, output: &[T; K], target: &Y) {
        self.update_weighted(output, target, 1.0);
    }

    fn result(&self) -> f64 {
        let scores = self.scores();
        let spread: f64 = self.outputs.iter().map(|sums| sums.spread).sum();
        // Where no target varies there are no weights.
        if self.class_aggregation == ClassAggregation::UniformAverage || spread == 0.0 {
            return ratio(scores.iter().sum(), K as f64);
        }
        scores.iter().zip(&self.outputs).map(|(score, sums)| score * sums.spread).sum::<f64>() / spread
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        let outputs = self.outputs.iter_mut().flat_map(|sums| [&mut sums.mean, &mut sums.spread, &mut sums.error]);
        Some(core::iter::once(&mut self.weights).chain(outputs).collect())
    }
}

impl<T: Element, Y: Numbers<[T; K]>, const K: usize> WeightedMetric<[T; K], Y> for R2Score<K> {
    fn update_weighted(&mut self, output: &[T; K], target: &Y, weight: f64) {
        if weight == 0.0 {
            return;
        }
        self.weights += weight;
        for ((sums, y), t) in self.outputs.iter_mut().zip(output).zip(target.numbers()) {
            let (y, t) = (y.as_f64(), t.as_f64());
            sums.error += (t - y) * (t - y) * weight;
            // Welford's way: no difference of large sums, so that targets that are all the same have no spread.
            let before = t - sums.mean;
            sums.mean += before * weight / self.weights;
            sums.spread += before * (t - sums.mean) * weight;
        }
    }
}
