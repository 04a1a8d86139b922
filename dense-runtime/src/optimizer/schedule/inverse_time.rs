//! Inverse time decay.

use super::{Schedule, check_rate, check_steps};
use crate::Error;

/// The rate falls like one over the time.
///
/// `initial_learning_rate / (1 + decay_rate · step / decay_steps)`, and with `staircase` the quotient `step / decay_steps` is
/// rounded down.
///
/// ```
/// use dense_runtime::optimizer::schedule::{InverseTimeDecay, Schedule};
///
/// let smooth = InverseTimeDecay::new(0.1, 100, 0.5);
/// assert!((smooth.learning_rate(200) - 0.05).abs() < 1e-12);
/// assert_eq!(smooth.staircase(true).learning_rate(99), 0.1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct InverseTimeDecay {
    initial_learning_rate: f64,
    decay_steps: u64,
    decay_rate: f64,
    staircase: bool,
}

impl InverseTimeDecay {
    /// From the rate of the first step, how many steps make one unit of time, and how fast the rate falls.
    ///
    /// Training refuses a rate that is negative or not finite, and 0 steps.
    pub const fn new(initial_learning_rate: f64, decay_steps: u64, decay_rate: f64) -> InverseTimeDecay {
        InverseTimeDecay { initial_learning_rate, decay_steps, decay_rate, staircase: false }
    }

    /// Whether the rate falls once in `decay_steps` steps instead of in each step. The default is `false`.
    pub const fn staircase(mut self, staircase: bool) -> InverseTimeDecay {
        self.staircase = staircase;
        self
    }
}

impl Schedule for InverseTimeDecay {
    fn learning_rate(&self, step: u64) -> f64 {
        let time = step as f64 / self.decay_steps as f64;
        let time = if self.staircase { time.floor() } else { time };
        self.initial_learning_rate / (1.0 + self.decay_rate * time)
    }

    fn check(&self) -> Result<(), Error> {
        check_rate("initial_learning_rate", self.initial_learning_rate)?;
        check_steps("decay_steps", self.decay_steps)?;
        check_rate("decay_rate", self.decay_rate)
    }
}
