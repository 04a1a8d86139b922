//! What all optimizers have in common: the learning rate, weight decay, and a bound for gradients.

use super::schedule::{Schedule, check_rate};
use super::{MOST_SLOTS, Step, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// The settings that every optimizer has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Settings<R> {
    learning_rate: R,
    pub(super) weight_decay: f64,
    /// Infinite if gradients are not clipped.
    pub(super) clipvalue: f64,
}

impl<R> Settings<R> {
    pub(super) const fn new(learning_rate: R) -> Settings<R> {
        Settings { learning_rate, weight_decay: 0.0, clipvalue: f64::INFINITY }
    }
}

impl<R: Schedule> Settings<R> {
    /// The rate of a step. Schedules count steps from 0.
    pub(super) fn learning_rate(&self, step: Step) -> f64 {
        self.learning_rate.learning_rate(step.number.saturating_sub(1))
    }

    pub(super) fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        self.learning_rate.set_learning_rate(learning_rate)
    }

    /// Whether the rate is none of those for which no optimizer vouches, and the decay makes no parameter larger.
    pub(super) fn keeps_finite(&self, step: Step) -> bool {
        let rate = self.learning_rate(step);
        (0.0..=10.0).contains(&rate) && rate * self.weight_decay <= 1.0
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        self.learning_rate.check()?;
        check_rate("weight_decay", self.weight_decay)?;
        setting("clipvalue", self.clipvalue, self.clipvalue > 0.0, "positive")
    }

    /// Clips gradients and lets parameters decay, in this order, if that is asked for; then calls `rule`.
    #[inline(always)]
    pub(super) fn update<T: Element>(
        &self,
        step: Step,
        parameters: &mut [T],
        gradients: &[T],
        state: &mut [&mut [T]],
        rule: impl Fn(&mut [T], &[T], &mut [&mut [T]]),
    ) {
        if self.weight_decay == 0.0 && self.clipvalue == f64::INFINITY {
            rule(parameters, gradients, state);
        } else {
            self.update_prepared(step, parameters, gradients, state, rule);
        }
    }

    /// The same where something comes before the rule. It is done for some parameters at a time: they stay in the cache,
    /// and clipped gradients need little room. That room is why this is a function of its own.
    #[inline(never)]
    fn update_prepared<T: Element>(
        &self,
        step: Step,
        parameters: &mut [T],
        gradients: &[T],
        state: &mut [&mut [T]],
        rule: impl Fn(&mut [T], &[T], &mut [&mut [T]]),
    ) {
        let decay = T::of(self.weight_decay * self.learning_rate(step));
        let limit = T::of(self.clipvalue);
        let used = state.len();
        let mut room = [T::zero(); AT_ONCE];
        for start in (0..parameters.len()).step_by(AT_ONCE) {
            let part = start..parameters.len().min(start + AT_ONCE);
            let clipped = &mut room[..part.len()];
            let mut slots: [&mut [T]; MOST_SLOTS] = Default::default();
            for (slot, memory) in slots.iter_mut().zip(&mut *state) {
                *slot = &mut memory[part.clone()];
            }
            let (parameters, gradients) = (&mut parameters[part.clone()], &gradients[part]);
            T::prepare(PrepareUpdate { decay, limit, parameters, gradients, clipped });
            rule(parameters, clipped, &mut slots[..used]);
        }
    }
}

/// How many parameters decay and change at once.
const AT_ONCE: usize = 1024;

/// What comes before a step of some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct PrepareUpdate<'a, T> {
    decay: T,
    limit: T,
    parameters: &'a mut [T],
    gradients: &'a [T],
    clipped: &'a mut [T],
}

impl<T: Element> Op for PrepareUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let PrepareUpdate { decay, limit, .. } = self;
        for ((w, &g), clipped) in self.parameters.iter_mut().zip(self.gradients).zip(self.clipped) {
            *w -= *w * decay;
            let g = if g > limit { limit } else { g };
            *clipped = if g < -limit { -limit } else { g };
        }
    }
}

/// The methods of optimizers for the settings that they have in common.
macro_rules! builders {
    () => {
        /// Lets parameters decay: before each update `w ← w - w · weight_decay · learning_rate`, apart from the gradient
        /// ("decoupled", Loshchilov and Hutter, 2019). It applies to all parameters that learn, biases too, as in Keras.
        /// The default is 0.
        pub const fn weight_decay(mut self, weight_decay: f64) -> Self {
            self.settings.weight_decay = weight_decay;
            self
        }

        /// Bounds each gradient: it is taken for at most `clipvalue` and at least `-clipvalue`. By default there is no bound.
        /// Training refuses bounds that are not positive (Keras ignores them), and gradients that are not finite all the same.
        pub const fn clipvalue(mut self, clipvalue: f64) -> Self {
            self.settings.clipvalue = clipvalue;
            self
        }
    };
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

pub(super) use {builders, learning_rate};
