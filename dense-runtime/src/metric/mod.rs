//! Metrics: what people want to know of a network, beside its loss. Names, defaults and formulas are those of Keras.
//!
//! | what the network says | metrics |
//! |---|---|
//! | one of several classes | [`Accuracy`], [`CategoricalAccuracy`], [`SparseCategoricalAccuracy`], [`TopKCategoricalAccuracy`], [`SparseTopKCategoricalAccuracy`], [`F1Score`], [`FBetaScore`], [`IoU`], [`MeanIoU`], [`CategoricalCrossentropy`], [`SparseCategoricalCrossentropy`], [`KLDivergence`], [`CategoricalHinge`]; and [`ConfusionMatrix`], which is a table |
//! | yes or no | [`Accuracy`], [`BinaryAccuracy`], [`Precision`], [`Recall`], [`AUC`], [`BinaryIoU`], [`TruePositives`], [`TrueNegatives`], [`FalsePositives`], [`FalseNegatives`], [`BinaryCrossentropy`], [`Hinge`], [`SquaredHinge`] |
//! | numbers | [`MeanSquaredError`], [`RootMeanSquaredError`], [`MeanAbsoluteError`], [`MeanAbsolutePercentageError`], [`MeanSquaredLogarithmicError`], [`LogCoshError`], [`CosineSimilarity`], [`R2Score`], [`Poisson`] |
//!
//! For outputs with several places, such as the pixels of an image, accuracies, intersections over union, cross-entropies, hinges and
//! the metrics of numbers take a target for each place, and look at all places alike.
//!
//! A metric is given to [`Trainer::metric`](crate::Trainer::metric), or asked by itself with [`Metric::evaluate`]. Where
//! samples have weights, [`Trainer::weighted_metric`](crate::Trainer::weighted_metric) and
//! [`WeightedMetric::evaluate_weighted`] take them into account.
//! Where it has the name of a loss, the prelude has the loss, and this is `dense::metric::MeanSquaredError`. Figures
//! are summed in `f64`. A metric that is used twice is told apart by its `name`:
//!
//! ```
//! use dense_runtime::{Dataset, Network, Trainer, network};
//! use dense_runtime::{loss::BinaryCrossentropy, metric::Precision, optimizer::Adam};
//!
//! network! { struct Xor { Input(2) -> Dense(8, tanh) -> Dense(1, sigmoid) } }
//!
//! let data = Dataset::new(vec![[0.0f32, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], vec![0u8, 1, 1, 0])?;
//! let mut trainer = Trainer::new(Adam::new(0.05), BinaryCrossentropy::new())
//!     .metric(Precision::new())
//!     .metric(Precision::new().thresholds(0.9).name("sure"));
//! let history = trainer.fit(&mut Xor::new(1), &data)?;
//! assert!(history.get("precision").is_some() && history.get("sure").is_some());
//! # Ok::<(), dense_runtime::Error>(())
//! ```

mod accuracy;
mod answers;
mod auc;
mod categorical_accuracy;
mod confusion;
mod confusion_matrix;
mod cosine_similarity;
mod crossentropy;
mod divergence;
mod errors;
mod f_score;
mod hinge;
mod iou;
mod mean;
mod precision;
mod r2_score;
#[cfg(test)]
mod tests;
mod top_k;
mod weighted;

pub use accuracy::Accuracy;
pub(crate) use answers::answer;
pub use answers::{Answers, AnswersOf, RowsOf};
pub use auc::{AUC, Curve, SummationMethod};
pub use categorical_accuracy::{BinaryAccuracy, CategoricalAccuracy, SparseCategoricalAccuracy};
pub use confusion::{FalseNegatives, FalsePositives, TrueNegatives, TruePositives};
pub use confusion_matrix::ConfusionMatrix;
pub use cosine_similarity::CosineSimilarity;
pub use crossentropy::{BinaryCrossentropy, CategoricalCrossentropy, SparseCategoricalCrossentropy};
pub use divergence::{KLDivergence, Poisson};
pub use errors::{
    LogCoshError, MeanAbsoluteError, MeanAbsolutePercentageError, MeanSquaredError, MeanSquaredLogarithmicError,
    RootMeanSquaredError,
};
pub use f_score::{Average, F1Score, FBetaScore};
pub use hinge::{CategoricalHinge, Hinge, SquaredHinge};
pub use iou::{BinaryIoU, IoU, MeanIoU};
pub use precision::{Precision, Recall};
pub use r2_score::{ClassAggregation, R2Score};
pub use top_k::{SparseTopKCategoricalAccuracy, TopKCategoricalAccuracy};
pub use weighted::WeightedMetric;
#[doc(hidden)]
pub use weighted::WithWeighted;

use crate::Error;

/// A figure that is gathered sample by sample.
///
/// ```
/// use dense_runtime::metric::Metric;
///
/// /// The largest error of any sample.
/// #[derive(Default)]
/// struct LargestError(f64);
///
/// impl Metric<[f32; 1], [f32; 1]> for LargestError {
///     fn name(&self) -> &str {
///         "largest_error"
///     }
///
///     fn reset(&mut self) {
///         self.0 = 0.0;
///     }
///
///     fn update(&mut self, output: &[f32; 1], target: &[f32; 1]) {
///         self.0 = self.0.max(f64::from((output[0] - target[0]).abs()));
///     }
///
///     fn result(&self) -> f64 {
///         self.0
///     }
/// }
///
/// assert_eq!(LargestError::default().evaluate(&[[1.0], [2.0]], &[[1.5], [2.25]])?, 0.5);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "the metric `{Self}` does not fit outputs `{Output}` with targets `{Target}`",
    label = "not a metric for this network and these targets"
)]
pub trait Metric<Output, Target>: Send + 'static {
    /// The name under which it is reported: `"accuracy"`. On validation data it is `"val_accuracy"`.
    fn name(&self) -> &str;
    /// Forgets all samples.
    fn reset(&mut self);
    /// Takes in one sample.
    fn update(&mut self, output: &Output, target: &Target);
    /// The figure over all samples since the last reset.
    fn result(&self) -> f64;

    /// Whether large or small figures are good: what callbacks that monitor it go by unless they are told. The default is that
    /// nobody knows.
    fn direction(&self) -> Option<Direction> {
        None
    }

    /// All numbers that it has gathered since the last reset, to be read or written: a run that was interrupted in the middle of
    /// an epoch and goes on in another process writes them back. `None`, the default, is for metrics that do not show them; with
    /// those, a run can only go on from the end of an epoch.
    fn state(&mut self) -> Option<Vec<&mut f64>> {
        None
    }

    /// Checks the settings. A trainer asks before anything changes.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for a setting that makes no sense.
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The figure over just these samples: outputs of [`predict_batch`](crate::Network::predict_batch), say, and what
    /// they should be.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for a setting that makes no sense, [`Error::Lengths`] if there are not as many targets as
    /// outputs.
    fn evaluate(&mut self, outputs: &[Output], targets: &[Target]) -> Result<f64, Error> {
        self.check()?;
        if outputs.len() != targets.len() {
            return Err(Error::Lengths { expected: outputs.len(), found: targets.len(), what: "targets" });
        }
        self.reset();
        for (output, target) in outputs.iter().zip(targets) {
            self.update(output, target);
        }
        Ok(self.result())
    }
}

/// Which figures of a metric are good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Large ones, as of an accuracy.
    Up,
    /// Small ones, as of an error.
    Down,
}

/// The metrics of a trainer: nothing, or a list and one more.
#[doc(hidden)]
pub trait Metrics<Output, Target> {
    /// Checks the settings of each.
    fn check(&self) -> Result<(), Error>;
    /// Forgets all samples.
    fn reset(&mut self);
    /// Takes in samples, each of which has a weight for the metrics that want it.
    fn update(&mut self, outputs: &[Output], targets: &[Target], weight: impl Fn(usize) -> f64 + Copy);
    /// Shows name and figure of each, in the order in which they were added.
    fn report(&self, show: &mut dyn FnMut(&str, f64));
    /// Shows name and direction of each, in the same order.
    fn directions(&self, show: &mut dyn FnMut(&str, Option<Direction>));
    /// Shows name and state of each, in the same order.
    fn states(&mut self, show: &mut dyn FnMut(&str, Option<Vec<&mut f64>>));
}

impl<Output, Target> Metrics<Output, Target> for () {
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    fn reset(&mut self) {}
    fn update(&mut self, _: &[Output], _: &[Target], _: impl Fn(usize) -> f64 + Copy) {}
    fn report(&self, _: &mut dyn FnMut(&str, f64)) {}
    fn directions(&self, _: &mut dyn FnMut(&str, Option<Direction>)) {}
    fn states(&mut self, _: &mut dyn FnMut(&str, Option<Vec<&mut f64>>)) {}
}

impl<Output, Target, L: Metrics<Output, Target>, M: Metric<Output, Target>> Metrics<Output, Target> for (L, M) {
    fn check(&self) -> Result<(), Error> {
        self.0.check()?;
        self.1.check()
    }

    fn reset(&mut self) {
        self.0.reset();
        self.1.reset();
    }

    fn update(&mut self, outputs: &[Output], targets: &[Target], weight: impl Fn(usize) -> f64 + Copy) {
        self.0.update(outputs, targets, weight);
        for (output, target) in outputs.iter().zip(targets) {
            self.1.update(output, target);
        }
    }

    fn report(&self, show: &mut dyn FnMut(&str, f64)) {
        self.0.report(show);
        show(self.1.name(), self.1.result());
    }

    fn directions(&self, show: &mut dyn FnMut(&str, Option<Direction>)) {
        self.0.directions(show);
        show(self.1.name(), self.1.direction());
    }

    fn states(&mut self, show: &mut dyn FnMut(&str, Option<Vec<&mut f64>>)) {
        self.0.states(show);
        let name = self.1.name().to_string();
        show(&name, self.1.state());
    }
}

/// A part of a whole, which is 0 if there is no whole (Keras's `divide_no_nan`).
fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

fn check_threshold(name: &'static str, value: f64) -> Result<(), Error> {
    if (0.0..=1.0).contains(&value) {
        return Ok(());
    }
    Err(Error::Setting { name, value, expected: "in 0.0..=1.0" })
}

/// How many of the largest outputs count: at least one.
fn check_k(name: &'static str, k: usize) -> Result<(), Error> {
    if k > 0 { Ok(()) } else { Err(Error::Setting { name, value: 0.0, expected: "at least 1" }) }
}
