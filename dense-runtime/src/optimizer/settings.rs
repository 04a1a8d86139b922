//! What all optimizers have in common.

use super::Step;
use super::schedule::Schedule;
use crate::Error;

/// The settings that every optimizer has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Settings<R> {
    learning_rate: R,
}

impl<R: Schedule> Settings<R> {
    pub(super) const fn new(learning_rate: R) -> Settings<R> {
        Settings { learning_rate }
    }

    /// The rate of a step. Schedules count steps from 0.
    pub(super) fn learning_rate(&self, step: Step) -> f64 {
        self.learning_rate.learning_rate(step.number.saturating_sub(1))
    }

    pub(super) fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        self.learning_rate.set_learning_rate(learning_rate)
    }

    /// Whether a step is no longer than those for which optimizers vouch.
    pub(super) fn keeps_finite(&self, step: Step) -> bool {
        (0.0..=10.0).contains(&self.learning_rate(step))
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        self.learning_rate.check()
    }
}

/// The methods of [`Optimizer`](super::Optimizer) that are the same for all that have [`Settings`].
macro_rules! learning_rate {
    () => {
        fn learning_rate(&self, step: Step) -> f64 {
            self.settings.learning_rate(step)
        }

        fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
            self.settings.set_learning_rate(learning_rate)
        }
    };
}

pub(super) use learning_rate;
