//! Metrics: what people want to know of a network, beside its loss.

mod accuracy;

pub use accuracy::Accuracy;

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

    /// Checks the settings. A trainer asks before anything changes.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for a setting that makes no sense.
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The figure over just these samples: outputs of [`predict_batch`](crate::Network::predict_batch), say, and what they
    /// should be.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for a setting that makes no sense, [`Error::Lengths`] if there are not as many targets as outputs.
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

/// The metrics of a trainer: nothing, or a list and one more.
#[doc(hidden)]
pub trait Metrics<Output, Target> {
    /// Checks the settings of each.
    fn check(&self) -> Result<(), Error>;
    /// Forgets all samples.
    fn reset(&mut self);
    /// Takes in samples.
    fn update(&mut self, outputs: &[Output], targets: &[Target]);
    /// Shows name and figure of each, in the order in which they were added.
    fn report(&self, show: &mut dyn FnMut(&str, f64));
}

impl<Output, Target> Metrics<Output, Target> for () {
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    fn reset(&mut self) {}
    fn update(&mut self, _: &[Output], _: &[Target]) {}
    fn report(&self, _: &mut dyn FnMut(&str, f64)) {}
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

    fn update(&mut self, outputs: &[Output], targets: &[Target]) {
        self.0.update(outputs, targets);
        for (output, target) in outputs.iter().zip(targets) {
            self.1.update(output, target);
        }
    }

    fn report(&self, show: &mut dyn FnMut(&str, f64)) {
        self.0.report(show);
        show(self.1.name(), self.1.result());
    }
}
