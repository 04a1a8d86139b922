//! Code that is called while training runs.

use super::{Memory, Run};
use crate::Error;

/// Watches a training run, and may stop it or change its rate.
///
/// ```
/// use dense_runtime::Error;
/// use dense_runtime::train::{Callback, Run};
///
/// /// Stops as soon as the training loss is good enough.
/// struct StopBelow(f64);
///
/// impl Callback for StopBelow {
///     fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
///         if run.scores.get("loss").is_some_and(|loss| loss < self.0) {
///             run.stop = true;
///         }
///         Ok(())
///     }
/// }
/// ```
///
/// Callbacks are called in the order in which they were added, and each sees what those before it have changed. An error from a
/// callback ends `fit` with this error.
#[expect(unused_variables, reason = "the methods do nothing unless they are written")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a callback",
    label = "the trait `Callback` is not implemented for this"
)]
pub trait Callback: 'static {
    /// Before the first epoch. What is left of an earlier run is to be forgotten here.
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// Before an epoch. If a run that was interrupted goes on in the middle of one, `run.batch` is not 0.
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// Before each training step.
    fn on_train_batch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// After each training step. `run.scores` has the epoch's figures so far.
    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// After an epoch and its validation.
    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// After the last epoch.
    fn on_train_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// When a step was not taken because the loss, a gradient or a parameter would not be finite ([`Error::Diverged`]). Whether
    /// `fit` then ends as if it had been stopped, with the `loss` of the epoch as NaN. If no callback wants that, it ends with the
    /// error.
    fn on_divergence(&mut self, run: &mut Run<'_>, error: &Error) -> bool {
        false
    }

    /// What the callback must remember for a run that is interrupted and [goes on](Run::resume) in another process. The default is
    /// nothing.
    fn memory(&self) -> Memory {
        Memory::default()
    }

    /// Takes in what [`memory`](Callback::memory) gave in the process before. It is called after
    /// [`on_train_begin`](Callback::on_train_begin).
    fn remember(&mut self, memory: &Memory) -> Result<(), Error> {
        Ok(())
    }

    /// The name by which a run that goes on finds the memory of its callbacks, and errors name them. The default is that of the type.
    fn name(&self) -> &'static str {
        let path = core::any::type_name::<Self>();
        let path = path.split('<').next().unwrap_or(path);
        path.rsplit("::").next().unwrap_or(path)
    }
}
