//! An orderly end where training would end with an error.

use crate::Error;
use crate::train::{Callback, Run};

/// Ends training when the loss, a gradient or a parameter would not be finite, as if it had been stopped: `fit` gives the history, in
/// which the last epoch has NaN as its `loss`, and callbacks do what they do at the end.
///
/// ```
/// use dense_runtime::callback::TerminateOnNaN;
///
/// let orderly = TerminateOnNaN::new();
/// let as_without_it = TerminateOnNaN::new().raise_error(true);
/// ```
///
/// The network is as the last good step left it. (In Keras it has taken the bad step.) Without this callback `fit` ends with
/// [`Error::Diverged`].
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct TerminateOnNaN {
    raise_error: bool,
}

impl TerminateOnNaN {
    /// Ends training in order.
    pub const fn new() -> TerminateOnNaN {
        TerminateOnNaN { raise_error: false }
    }

    /// Whether `fit` ends with the error all the same, without [`on_train_end`](Callback::on_train_end) of callbacks. The default is
    /// `false`.
    pub const fn raise_error(mut self, raise_error: bool) -> Self {
        self.raise_error = raise_error;
        self
    }
}

impl Callback for TerminateOnNaN {
    fn on_divergence(&mut self, run: &mut Run<'_>, _: &Error) -> bool {
        if !self.raise_error {
            eprintln!("Batch {}: Invalid loss, terminating training", run.batch);
        }
        !self.raise_error
    }
}
