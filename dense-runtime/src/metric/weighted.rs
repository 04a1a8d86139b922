//! Metrics of samples of which some count more than others.

use super::{Direction, Metric, Metrics};
use crate::Error;
use crate::data::check_weights;

/// A metric that takes weights of samples: all metrics of this module do, and one of your own if it has this method as well.
///
/// It is given to [`Trainer::weighted_metric`](crate::Trainer::weighted_metric), or asked by itself with
/// [`evaluate_weighted`](WeightedMetric::evaluate_weighted). A sample of weight 2 is as good as the sample twice, and one of
/// weight 0 as none; what is a mean is divided by the sum of the weights, and 0 if that is 0.
///
/// ```
/// use dense_runtime::metric::{Accuracy, WeightedMetric};
///
/// // One of two is right, and counts three times as much as the other.
/// let (outputs, targets) = ([[0.9f32], [0.6]], [1u8, 0]);
/// assert_eq!(Accuracy::new().evaluate_weighted(&outputs, &targets, &[1.5, 0.5])?, 0.75);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a weighted metric for this network and these targets",
    label = "samples cannot be weighted in this metric",
    note = "a metric that counts all samples the same is added with `metric`; one of your own can be weighted if it implements \
            `WeightedMetric`"
)]
pub trait WeightedMetric<Output, Target>: Metric<Output, Target> {
    /// Takes in one sample that counts as so many; `weight` is finite and not negative.
    fn update_weighted(&mut self, output: &Output, target: &Target, weight: f64);

    /// The figure over just these samples, each of which counts as much as its weight.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for a setting that makes no sense, [`Error::Lengths`] if there are not as many targets or weights as
    /// outputs, [`Error::Weight`] for the first weight that is negative, NaN or infinite.
    fn evaluate_weighted(
        &mut self,
        outputs: &[Output],
        targets: &[Target],
        sample_weight: &[f64],
    ) -> Result<f64, Error> {
        self.check()?;
        if outputs.len() != targets.len() {
            return Err(Error::Lengths { expected: outputs.len(), found: targets.len(), what: "targets" });
        }
        check_weights(sample_weight, outputs.len())?;
        self.reset();
        for ((output, target), &weight) in outputs.iter().zip(targets).zip(sample_weight) {
            self.update_weighted(output, target, weight);
        }
        Ok(self.result())
    }
}

/// A list of metrics, and one more that sees the weights.
#[doc(hidden)]
#[derive(Debug)]
pub struct WithWeighted<L, M>(pub(crate) L, pub(crate) M);

impl<Output, Target, L: Metrics<Output, Target>, M: WeightedMetric<Output, Target>> Metrics<Output, Target>
    for WithWeighted<L, M>
{
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
        for (sample, (output, target)) in outputs.iter().zip(targets).enumerate() {
            self.1.update_weighted(output, target, weight(sample));
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
