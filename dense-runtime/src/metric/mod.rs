//! Metrics: what people want to know of a network, beside its loss.

mod accuracy;

pub use accuracy::Accuracy;

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
}

/// The metrics of a trainer: nothing, or a list and one more.
#[doc(hidden)]
pub trait Metrics<Output, Target> {
    /// Forgets all samples.
    fn reset(&mut self);
    /// Takes in samples.
    fn update(&mut self, outputs: &[Output], targets: &[Target]);
    /// Shows name and figure of each, in the order in which they were added.
    fn report(&self, show: &mut dyn FnMut(&str, f64));
}

impl<Output, Target> Metrics<Output, Target> for () {
    fn reset(&mut self) {}
    fn update(&mut self, _: &[Output], _: &[Target]) {}
    fn report(&self, _: &mut dyn FnMut(&str, f64)) {}
}

impl<Output, Target, L: Metrics<Output, Target>, M: Metric<Output, Target>> Metrics<Output, Target> for (L, M) {
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
