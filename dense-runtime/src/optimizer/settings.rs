//! What all optimizers have in common: the learning rate, weight decay, bounds for gradients, averages and accumulation.

use super::schedule::{Schedule, check_rate};
use super::{Averaging, MOST_SLOTS, Scope, Step, TensorUpdate, setting};
use crate::isa::{Isa, Op};
use crate::kernels::{Norm, Scale};
use crate::{Element, Error};

/// The settings that every optimizer has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Settings<R> {
    learning_rate: R,
    pub(super) weight_decay: f64,
    /// Infinite if gradients are not clipped, as the two below.
    pub(super) clipvalue: f64,
    pub(super) clipnorm: f64,
    pub(super) global_clipnorm: f64,
    pub(super) use_ema: bool,
    pub(super) ema_momentum: f64,
    pub(super) ema_overwrite_frequency: Option<u64>,
    pub(super) gradient_accumulation_steps: Option<u64>,
}

impl<R> Settings<R> {
    pub(super) const fn new(learning_rate: R) -> Settings<R> {
        Settings {
            learning_rate,
            weight_decay: 0.0,
            clipvalue: f64::INFINITY,
            clipnorm: f64::INFINITY,
            global_clipnorm: f64::INFINITY,
            use_ema: false,
            ema_momentum: 0.99,
            ema_overwrite_frequency: None,
            gradient_accumulation_steps: None,
        }
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
        check_bounds([
            ("clipvalue", self.clipvalue),
            ("clipnorm", self.clipnorm),
            ("global_clipnorm", self.global_clipnorm),
        ])?;
        self.average().check()?;
        if let Some(steps) = self.gradient_accumulation_steps {
            setting("gradient_accumulation_steps", steps as f64, steps >= 2, "at least 2")?;
        }
        Ok(())
    }

    /// What clipping must see.
    pub(super) fn scope(&self) -> Scope {
        if self.global_clipnorm < f64::INFINITY {
            Scope::AllGradients
        } else if self.clipnorm < f64::INFINITY {
            Scope::WholeTensor
        } else {
            Scope::Parameter
        }
    }

    pub(super) fn averaging(&self) -> Option<Averaging> {
        self.use_ema.then_some(self.average())
    }

    /// The average, whether it is kept or not.
    fn average(&self) -> Averaging {
        Averaging { momentum: self.ema_momentum, overwrite_frequency: self.ema_overwrite_frequency }
    }

    pub(super) fn accumulation(&self) -> u64 {
        self.gradient_accumulation_steps.unwrap_or(1)
    }

    /// Clips the gradients of a tensor by their norm or that of all, if that is asked for.
    pub(super) fn clip_by_norm<T: Element>(&self, tensor: &mut TensorUpdate<'_, '_, T>) {
        let (norm, limit) = match self.scope() {
            Scope::Parameter => return,
            Scope::WholeTensor => (T::norm(Norm(tensor.gradients)), self.clipnorm),
            Scope::AllGradients => {
                (tensor.global_norm.expect("a norm of all gradients, as `scope` asks for it"), self.global_clipnorm)
            }
        };
        if norm <= limit {
            return;
        }
        // A norm that is NaN makes all gradients NaN, as in Keras, and the step is refused.
        T::scale(Scale { x: tensor.gradients, root: T::of((limit / norm).sqrt()) });
    }

    /// Clips the gradients of a whole tensor and lets its parameters decay, in this order, if that is asked for.
    pub(super) fn prepare<T: Element>(&self, step: Step, weight_decay: f64, tensor: &mut TensorUpdate<'_, '_, T>) {
        self.clip_by_norm(tensor);
        if weight_decay == 0.0 && self.clipvalue == f64::INFINITY {
            return;
        }
        let (decay, limit) = (T::of(weight_decay * self.learning_rate(step)), T::of(self.clipvalue));
        let mut room = [T::zero(); AT_ONCE];
        let parts = tensor.parameters.chunks_mut(AT_ONCE).zip(tensor.gradients.chunks_mut(AT_ONCE));
        for (parameters, gradients) in parts {
            let clipped = &mut room[..gradients.len()];
            T::prepare(PrepareUpdate { decay, limit, parameters, gradients, clipped });
            gradients.copy_from_slice(clipped);
        }
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

/// Each bound must make sense, and at most one of them be set.
fn check_bounds(bounds: [(&'static str, f64); 3]) -> Result<(), Error> {
    for (name, bound) in bounds {
        setting(name, bound, bound > 0.0, "positive")?;
    }
    let mut set = bounds.into_iter().filter(|&(_, bound)| bound < f64::INFINITY);
    match (set.next(), set.next()) {
        (Some(_), Some((name, bound))) => {
            let expected = "left out: only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set";
            setting(name, bound, false, expected)
        }
        _ => Ok(()),
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
