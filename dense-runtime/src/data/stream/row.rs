//! What an iterator gives to a stream.

use crate::Sample;
use crate::data::Target;

/// One row of a source: `(input, target)`, or `(input, target, weight)`. Weights are those of
/// [`Dataset::sample_weight`](crate::Dataset::sample_weight).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row of samples",
    label = "expected `(input, target)` or `(input, target, weight)`",
    note = "inputs are arrays such as `[f32; 4]`, targets arrays or class labels, and a weight is an `f64`"
)]
pub trait Row {
    /// What goes into the network.
    type Input: Sample;
    /// What should come out.
    type Target: Target;

    /// The parts of the row.
    #[doc(hidden)]
    fn parts(self) -> (Self::Input, Self::Target, Option<f64>);
}

impl<X: Sample, Y: Target> Row for (X, Y) {
    type Input = X;
    type Target = Y;

    fn parts(self) -> (X, Y, Option<f64>) {
        (self.0, self.1, None)
    }
}

impl<X: Sample, Y: Target> Row for (X, Y, f64) {
    type Input = X;
    type Target = Y;

    fn parts(self) -> (X, Y, Option<f64>) {
        (self.0, self.1, Some(self.2))
    }
}
