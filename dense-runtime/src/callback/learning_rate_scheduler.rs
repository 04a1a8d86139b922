//! Learning rates by a function of the epoch.

use core::fmt;

use super::monitor::check;
use super::python;
use crate::Error;
use crate::train::{Callback, Run};

/// Sets the learning rate at the beginning of each epoch, by a function of the epoch, from 0, and of the rate as it is. It sets
/// the figure `learning_rate`.
///
/// ```
/// use dense_runtime::callback::LearningRateScheduler;
///
/// let falling = LearningRateScheduler::new(|epoch, rate| if epoch < 10 { rate } else { rate * 0.9 });
/// ```
///
/// A run that goes on in the middle of an epoch keeps the rate that this epoch has had.
///
/// Rates by the step, not by the epoch, are the optimizer's [schedules](crate::optimizer::schedule).
///
/// # Errors
///
/// `fit` ends with [`Error::Setting`] before anything is trained if the optimizer's rate follows a schedule, and when the
/// function gives a rate that is negative or not finite.
#[must_use]
pub struct LearningRateScheduler {
    schedule: Box<dyn FnMut(usize, f64) -> f64>,
    verbose: bool,
}

impl LearningRateScheduler {
    /// Asks this function.
    pub fn new(schedule: impl FnMut(usize, f64) -> f64 + 'static) -> LearningRateScheduler {
        LearningRateScheduler { schedule: Box::new(schedule), verbose: false }
    }

    /// Whether to say which rate each epoch has. The default is `false`.
    pub fn verbose(mut self, verbose: bool) -> Self {
        self.verbose = verbose;
        self
    }
}

impl fmt::Debug for LearningRateScheduler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LearningRateScheduler").field("verbose", &self.verbose).finish_non_exhaustive()
    }
}

impl Callback for LearningRateScheduler {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        run.announce("learning_rate", None);
        run.claim_learning_rate();
        Ok(())
    }

    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if run.batch > 0 {
            return Ok(());
        }
        let rate = (self.schedule)(run.epoch, run.learning_rate);
        check("learning_rate", rate, rate >= 0.0 && rate.is_finite(), "finite and not negative")?;
        run.learning_rate = rate;
        if self.verbose {
            let (epoch, rate) = (run.epoch + 1, python::repr(rate));
            eprintln!("\nEpoch {epoch}: LearningRateScheduler setting learning rate to {rate}.");
        }
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        run.scores.insert("learning_rate", run.learning_rate);
        Ok(())
    }
}
