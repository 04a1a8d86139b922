//! The cross-entropies: losses that are reported beside another loss.

use super::mean::{Mean, places, rows};
use super::{Direction, Metric, WeightedMetric, ratio};
use crate::data::{Answer, Classes, Numbers};
use crate::math::Real;
use crate::{Element, Error, Tensor};

/// `mean -(t·ln p + (1 - t)·ln(1 - p))` over a sample's outputs and the samples, 0 without samples.
///
/// Outputs are probabilities, which are clipped to `1e-7..1 - 1e-7`, or logits, with
/// [`from_logits`](BinaryCrossentropy::from_logits). Targets are arrays of the output's shape, or, for a single output,
/// labels 0 and 1, and for one output at each place arrays of those. A metric sees what the network gives: unlike the loss, it
/// does not look through a last `sigmoid`.
///
/// ```
/// use dense_runtime::metric::{BinaryCrossentropy, Metric};
///
/// let crossentropy = BinaryCrossentropy::new().evaluate(&[[0.5f32], [0.25]], &[1u8, 0])?;
/// assert!((crossentropy - (2.0f64.ln() + (4.0f64 / 3.0).ln()) / 2.0).abs() < 1e-12);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct BinaryCrossentropy {
    name: &'static str,
    from_logits: bool,
    label_smoothing: f64,
    mean: Mean,
}

impl BinaryCrossentropy {
    /// The metric for probabilities, reported as `"binary_crossentropy"`.
    pub const fn new() -> BinaryCrossentropy {
        let (name, mean) = ("binary_crossentropy", Mean::new());
        BinaryCrossentropy { name, from_logits: false, label_smoothing: 0.0, mean }
    }

    /// Whether the outputs are logits. The default is `false`.
    pub const fn from_logits(mut self, from_logits: bool) -> BinaryCrossentropy {
        self.from_logits = from_logits;
        self
    }

    /// Replaces targets by `t·(1 - label_smoothing) + label_smoothing / 2`. In `0.0..=1.0`; the default is 0.
    pub const fn label_smoothing(mut self, label_smoothing: f64) -> BinaryCrossentropy {
        self.label_smoothing = label_smoothing;
        self
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> BinaryCrossentropy {
        self.name = name;
        self
    }
}

impl Default for BinaryCrossentropy {
    fn default() -> BinaryCrossentropy {
        BinaryCrossentropy::new()
    }
}

impl<O: Tensor, Y: Answer<O>> Metric<O, Y> for BinaryCrossentropy {
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
        Some(Direction::Down)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(self.mean.state())
    }

    fn check(&self) -> Result<(), Error> {
        check_label_smoothing(self.label_smoothing)
    }
}

impl<O: Tensor, Y: Answer<O>> WeightedMetric<O, Y> for BinaryCrossentropy {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        let terms = output.as_flat().iter().zip(target.answers()).map(|(&y, t)| {
            let t = t.as_f64() * (1.0 - self.label_smoothing) + 0.5 * self.label_smoothing;
            if self.from_logits {
                let z = y.as_f64();
                // `softplus(z) - t·z` in a form without the difference of two large numbers.
                Real::softplus(-z.abs()) + if z > 0.0 { (1.0 - t) * z } else { -t * z }
            } else {
                let p = clip(y);
                -(t * Real::ln(p) + (1.0 - t) * Real::ln(1.0 - p))
            }
        });
        self.mean.add(ratio(terms.sum(), O::LEN as f64), weight);
    }
}

/// `-Σ t·ln p` over the last axis, as a mean over a sample's rows and the samples, 0 without samples, for targets that are
/// distributions over the classes: arrays of the output's shape.
///
/// Outputs are probabilities, which are divided by their sum and clipped to `1e-7..1 - 1e-7`, or logits, with
/// [`from_logits`](CategoricalCrossentropy::from_logits). A metric sees what the network gives: unlike the loss, it
/// does not look through a last `softmax`.
///
/// ```
/// use dense_runtime::metric::{CategoricalCrossentropy, Metric};
///
/// let outputs = [[0.5f32, 0.25, 0.25], [0.0, 1.0, 0.0]];
/// let crossentropy = CategoricalCrossentropy::new().evaluate(&outputs, &[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])?;
/// assert!((crossentropy - 2.0f64.ln() / 2.0).abs() < 1e-6);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct CategoricalCrossentropy {
    name: &'static str,
    from_logits: bool,
    label_smoothing: f64,
    mean: Mean,
}

impl CategoricalCrossentropy {
    /// The metric for probabilities, reported as `"categorical_crossentropy"`.
    pub const fn new() -> CategoricalCrossentropy {
        let (name, mean) = ("categorical_crossentropy", Mean::new());
        CategoricalCrossentropy { name, from_logits: false, label_smoothing: 0.0, mean }
    }

    /// Whether the outputs are logits. The default is `false`.
    pub const fn from_logits(mut self, from_logits: bool) -> CategoricalCrossentropy {
        self.from_logits = from_logits;
        self
    }

    /// Replaces targets by `t·(1 - label_smoothing) + label_smoothing / classes`. In `0.0..=1.0`; the default is 0.
    pub const fn label_smoothing(mut self, label_smoothing: f64) -> CategoricalCrossentropy {
        self.label_smoothing = label_smoothing;
        self
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> CategoricalCrossentropy {
        self.name = name;
        self
    }
}

impl Default for CategoricalCrossentropy {
    fn default() -> CategoricalCrossentropy {
        CategoricalCrossentropy::new()
    }
}

impl<O: Tensor, Y: Numbers<O>> Metric<O, Y> for CategoricalCrossentropy {
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
        Some(Direction::Down)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(self.mean.state())
    }

    fn check(&self) -> Result<(), Error> {
        check_label_smoothing(self.label_smoothing)
    }
}

impl<O: Tensor, Y: Numbers<O>> WeightedMetric<O, Y> for CategoricalCrossentropy {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        let figure = rows(output, target.numbers(), |output, target| {
            let information = information(output, self.from_logits);
            let (keep, share) = (1.0 - self.label_smoothing, self.label_smoothing / target.len() as f64);
            let terms = target.iter().enumerate().map(|(class, t)| {
                let t = t.as_f64() * keep + share;
                // A class that cannot be right adds nothing, even if its logit is minus infinity.
                if t == 0.0 { 0.0 } else { t * information(class) }
            });
            terms.sum()
        });
        self.mean.add(figure, weight);
    }
}

/// `-ln p[label]` as a mean over the samples, 0 without samples, for class labels as targets; for outputs with several places, over
/// all of them, with a label for each.
///
/// Outputs are treated as by [`CategoricalCrossentropy`].
///
/// ```
/// use dense_runtime::metric::{Metric, SparseCategoricalCrossentropy};
///
/// let outputs = [[0.5f32, 0.25, 0.25], [0.0, 1.0, 0.0]];
/// let crossentropy = SparseCategoricalCrossentropy::new().evaluate(&outputs, &[0u8, 1])?;
/// assert!((crossentropy - 2.0f64.ln() / 2.0).abs() < 1e-6);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct SparseCategoricalCrossentropy {
    name: &'static str,
    from_logits: bool,
    mean: Mean,
}

impl SparseCategoricalCrossentropy {
    /// The metric for probabilities, reported as `"sparse_categorical_crossentropy"`.
    pub const fn new() -> SparseCategoricalCrossentropy {
        let (name, mean) = ("sparse_categorical_crossentropy", Mean::new());
        SparseCategoricalCrossentropy { name, from_logits: false, mean }
    }

    /// Whether the outputs are logits. The default is `false`.
    pub const fn from_logits(mut self, from_logits: bool) -> SparseCategoricalCrossentropy {
        self.from_logits = from_logits;
        self
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> SparseCategoricalCrossentropy {
        self.name = name;
        self
    }
}

impl Default for SparseCategoricalCrossentropy {
    fn default() -> SparseCategoricalCrossentropy {
        SparseCategoricalCrossentropy::new()
    }
}

impl<O: Tensor, Y: Classes<O>> Metric<O, Y> for SparseCategoricalCrossentropy {
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
        Some(Direction::Down)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(self.mean.state())
    }
}

impl<O: Tensor, Y: Classes<O>> WeightedMetric<O, Y> for SparseCategoricalCrossentropy {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        let figure = places(output, target.classes(), |output, class| {
            if class < output.len() { information(output, self.from_logits)(class) } else { 0.0 }
        });
        self.mean.add(figure, weight);
    }
}

/// `-ln p` of a class.
fn information<T: Element>(output: &[T], from_logits: bool) -> impl Fn(usize) -> f64 {
    let largest = output.iter().fold(f64::NEG_INFINITY, |largest, z| largest.max(z.as_f64()));
    let log_sum =
        if from_logits { Real::ln(output.iter().map(|z| Real::exp(z.as_f64() - largest)).sum::<f64>()) } else { 0.0 };
    let sum = output.iter().copied().sum::<T>();
    move |class| {
        if from_logits { log_sum - (output[class].as_f64() - largest) } else { -Real::ln(clip(output[class] / sum)) }
    }
}

/// Probabilities are kept this far from 0 and 1 before their logarithm is taken, in their own type as in Keras: the
/// largest `f32` below 1 is not `1 - 1e-7`. NaN stays.
fn clip<T: Element>(probability: T) -> f64 {
    let epsilon = T::of(1e-7);
    probability.clamp(epsilon, T::one() - epsilon).as_f64()
}

fn check_label_smoothing(value: f64) -> Result<(), Error> {
    if (0.0..=1.0).contains(&value) {
        return Ok(());
    }
    Err(Error::Setting { name: "label_smoothing", value, expected: "in 0.0..=1.0" })
}
