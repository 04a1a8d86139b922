//! Code that is called while training runs.

use super::Scores;
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
/// An error from a callback ends `fit` with this error.
#[expect(unused_variables, reason = "the methods do nothing unless they are written")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a callback",
    label = "the trait `Callback` is not implemented for this"
)]
pub trait Callback: 'static {
    /// Before the first epoch.
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// Before an epoch.
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
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
}

/// Where a training run stands.
#[derive(Debug)]
#[non_exhaustive]
pub struct Run<'a> {
    /// The epoch, from 0.
    pub epoch: usize,
    /// How many epochs were asked for.
    pub epochs: usize,
    /// How many batches of the epoch are done.
    pub batch: usize,
    /// How many batches an epoch has.
    pub batches: usize,
    /// How many samples an epoch has.
    pub samples: usize,
    /// The figures of the epoch.
    pub scores: &'a Scores,
    /// The optimizer's learning rate in the next step. A new value holds from that step on; if the rate follows a schedule,
    /// a new value ends `fit` with [`Error::Setting`].
    pub learning_rate: f64,
    /// Set this to stop training after the current batch or epoch.
    pub stop: bool,
}

/// The run's callbacks, called one after the other.
pub(super) fn call(
    callbacks: &mut [Box<dyn Callback>],
    run: &mut Run<'_>,
    event: impl Fn(&mut dyn Callback, &mut Run<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    callbacks.iter_mut().try_for_each(|callback| event(&mut **callback, run))
}
