//! Exponential decay.

use super::{Schedule, check_rate, check_steps};
use crate::Error;

/// The rate is multiplied by `decay_rate` in the course of each `decay_steps` steps.
///
/// `initial_learning_rate · decay_rate^(step / decay_steps)`, and with `staircase` the exponent is rounded down.
///
/// ```
/// use dense_runtime::optimizer::schedule::{ExponentialDecay, Schedule};
///
/// let smooth = ExponentialDecay::new(0.1, 100, 0.9);
/// assert!((smooth.learning_rate(100) - 0.09).abs() < 1e-12);
/// assert_eq!(smooth.staircase(true).learning_rate(99), 0.1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct ExponentialDecay {
    initial_learning_rate: f64,
    decay_steps: u64,
    decay_rate: f64,
    staircase: bool,
}

impl ExponentialDecay {
    /// From the rate of the first step, how many steps make one decay, and the factor of that.
    ///
    /// Training refuses a rate or a factor that is negative or not finite, and 0 steps.
    pub const fn new(initial_learning_rate: f64, decay_steps: u64, decay_rate: f64) -> ExponentialDecay {
        ExponentialDecay { initial_learning_rate, decay_steps, decay_rate, staircase: false }
    }

    /// Whether the rate falls once in `decay_steps` steps instead of in each step. The default is `false`.
    pub const fn staircase(mut self, staircase: bool) -> ExponentialDecay {
        self.staircase = staircase;
        self
    }
}

impl Schedule for ExponentialDecay {
    fn learning_rate(&self, step: u64) -> f64 {
        let decays = step as f64 / self.decay_steps as f64;
        let decays = if self.staircase { decays.floor() } else { decays };
        self.initial_learning_rate * self.decay_rate.powf(decays)
    }

    fn check(&self) -> Result<(), Error> {
        check_rate("initial_learning_rate", self.initial_learning_rate)?;
        check_steps("decay_steps", self.decay_steps)?;
        check_rate("decay_rate", self.decay_rate)
    }
}
