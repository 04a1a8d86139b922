//! Learning rates that change with the number of steps. Names, arguments and formulas are those of Keras.

mod cosine;
mod exponential;
mod inverse_time;
mod piecewise_constant;
mod polynomial;
mod restarts;
#[cfg(test)]
mod tests;

pub use cosine::CosineDecay;
pub use exponential::ExponentialDecay;
pub use inverse_time::InverseTimeDecay;
pub use piecewise_constant::PiecewiseConstantDecay;
pub use polynomial::PolynomialDecay;
pub use restarts::CosineDecayRestarts;

use super::setting;
use crate::Error;

/// A learning rate: a number, which is the same in every step, or a rule that gives one for each step.
///
/// Every optimizer takes either:
///
/// ```
/// use dense_runtime::optimizer::{Adam, SGD, schedule::CosineDecay};
///
/// let constant = Adam::new(1e-3);
/// let falling = Adam::new(CosineDecay::new(0.1, 100).alpha(0.1));
/// let chosen_at_run_time: Box<dyn dense_runtime::optimizer::schedule::Schedule> = Box::new(0.01);
/// let boxed = SGD::new(chosen_at_run_time).momentum(0.9);
/// ```
///
/// Schedules of one's own implement the trait:
///
/// ```
/// use dense_runtime::optimizer::{Optimizer, SGD, Step, schedule::Schedule};
///
/// /// The rate of "Attention is all you need" (Vaswani et al., 2017), but for the width of the model.
/// struct InverseRoot {
///     warmup_steps: u64,
/// }
///
/// impl Schedule for InverseRoot {
///     fn learning_rate(&self, step: u64) -> f64 {
///         let (number, warmup) = ((step + 1) as f64, self.warmup_steps as f64);
///         (number.powf(-0.5)).min(number * warmup.powf(-1.5))
///     }
/// }
///
/// let optimizer = SGD::new(InverseRoot { warmup_steps: 4 });
/// assert_eq!(optimizer.learning_rate(Step::new(1)), 0.125);
/// assert_eq!(optimizer.learning_rate(Step::new(16)), 0.25);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a learning rate",
    label = "expected an `f64`, such as `1e-3`, or a schedule, such as `CosineDecay::new(0.1, 1000)`"
)]
pub trait Schedule: Send + Sync + 'static {
    /// The rate for the step before which there have been `step` others: the first step is 0, as in Keras.
    ///
    /// A step for which it is negative, infinite or NaN is refused before anything changes.
    fn learning_rate(&self, step: u64) -> f64;

    /// Replaces the rate by a number, as callbacks do.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] unless the schedule is itself a number: who follows a schedule and sets the rate as well has
    /// mistaken one of them. Keras refuses it too. A schedule of yours may do better.
    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        setting("learning_rate", learning_rate, false, "left to the optimizer's schedule")
    }

    /// Checks the settings.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for a setting that makes no sense.
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }
}

/// The same rate for all steps.
impl Schedule for f64 {
    fn learning_rate(&self, _: u64) -> f64 {
        *self
    }

    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        *self = learning_rate;
        Ok(())
    }

    fn check(&self) -> Result<(), Error> {
        check_rate("learning_rate", *self)
    }
}

/// A schedule that is chosen at run time.
impl<S: Schedule + ?Sized> Schedule for Box<S> {
    fn learning_rate(&self, step: u64) -> f64 {
        (**self).learning_rate(step)
    }

    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        (**self).set_learning_rate(learning_rate)
    }

    fn check(&self) -> Result<(), Error> {
        (**self).check()
    }
}

/// A rate must be a number that an optimizer can use.
pub(crate) fn check_rate(name: &'static str, rate: f64) -> Result<(), Error> {
    setting(name, rate, rate >= 0.0 && rate.is_finite(), "finite and not negative")
}

/// A number of steps to divide by.
fn check_steps(name: &'static str, steps: u64) -> Result<(), Error> {
    setting(name, steps as f64, steps > 0, "at least 1")
}
