//! Polynomial decay.

use super::{Schedule, check_rate, check_steps};
use crate::Error;

/// From one rate to another along a power of the time, in a straight line by default.
///
/// `(initial_learning_rate - end_learning_rate) · (1 - step / decay_steps)^power + end_learning_rate`, and the end's rate
/// from step `decay_steps` on. With `cycle`, `decay_steps` is multiplied by the least whole number that makes it at least
/// `step`: whenever the end is reached, the rate jumps up to fall again, more slowly.
///
/// ```
/// use dense_runtime::optimizer::schedule::{PolynomialDecay, Schedule};
///
/// let schedule = PolynomialDecay::new(0.1, 100).end_learning_rate(0.02);
/// assert!((schedule.learning_rate(50) - 0.06).abs() < 1e-12);
/// assert_eq!(schedule.learning_rate(1000), 0.02);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct PolynomialDecay {
    initial_learning_rate: f64,
    decay_steps: u64,
    end_learning_rate: f64,
    power: f64,
    cycle: bool,
}

impl PolynomialDecay {
    /// From the rate of the first step, and how many steps the way to the end's rate takes.
    ///
    /// Training refuses rates and powers that are negative or not finite, and 0 steps.
    pub const fn new(initial_learning_rate: f64, decay_steps: u64) -> PolynomialDecay {
        PolynomialDecay { initial_learning_rate, decay_steps, end_learning_rate: 0.0001, power: 1.0, cycle: false }
    }

    /// The rate at the end. The default is 0.0001.
    pub const fn end_learning_rate(mut self, end_learning_rate: f64) -> PolynomialDecay {
        self.end_learning_rate = end_learning_rate;
        self
    }

    /// The power of the time that is left. The default is 1, a straight line.
    pub const fn power(mut self, power: f64) -> PolynomialDecay {
        self.power = power;
        self
    }

    /// Whether the rate begins to fall anew when it has reached the end. The default is `false`.
    pub const fn cycle(mut self, cycle: bool) -> PolynomialDecay {
        self.cycle = cycle;
        self
    }
}

impl Schedule for PolynomialDecay {
    fn learning_rate(&self, step: u64) -> f64 {
        let cycles = if self.cycle { step.div_ceil(self.decay_steps.max(1)).max(1) } else { 1 };
        let steps = self.decay_steps as f64 * cycles as f64;
        let done = (step as f64).min(steps) / steps;
        (self.initial_learning_rate - self.end_learning_rate) * (1.0 - done).powf(self.power) + self.end_learning_rate
    }

    fn check(&self) -> Result<(), Error> {
        check_rate("initial_learning_rate", self.initial_learning_rate)?;
        check_steps("decay_steps", self.decay_steps)?;
        check_rate("end_learning_rate", self.end_learning_rate)?;
        check_rate("power", self.power)
    }
}
