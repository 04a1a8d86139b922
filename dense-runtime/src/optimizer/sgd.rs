//! Stochastic gradient descent.

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// Stochastic gradient descent, with momentum or without.
///
/// `v ← momentum·v - learning_rate·g`, `w ← w + v`, and with Nesterov's momentum `w ← w + momentum·v - learning_rate·g`.
/// The learning rate stands inside the velocity, as in Keras (PyTorch has it outside).
///
/// ```
/// use dense_runtime::optimizer::SGD;
///
/// let plain = SGD::new(0.01);
/// let nesterov = SGD::new(0.05).momentum(0.9).nesterov(true);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct SGD<R = f64> {
    settings: Settings<R>,
    momentum: f64,
    nesterov: bool,
}

impl<R> SGD<R> {
    /// Plain gradient descent.
    pub const fn new(learning_rate: R) -> SGD<R>
    where
        R: Schedule,
    {
        SGD { settings: Settings::new(learning_rate), momentum: 0.0, nesterov: false }
    }

    /// How much of the velocity remains from step to step, in `0.0..=1.0`. The default is 0.
    pub const fn momentum(mut self, momentum: f64) -> SGD<R> {
        self.momentum = momentum;
        self
    }

    /// Nesterov's momentum, which looks a step ahead. The default is `false`.
    pub const fn nesterov(mut self, nesterov: bool) -> SGD<R> {
        self.nesterov = nesterov;
        self
    }

    builders!();
}

impl Default for SGD {
    /// With Keras's default learning rate, 0.01.
    fn default() -> SGD {
        SGD::new(0.01)
    }
}

impl<R: Schedule> Optimizer for SGD<R> {
    common!();

    fn slots(&self) -> usize {
        usize::from(self.momentum != 0.0)
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let (rate, momentum) = (T::of(self.settings.learning_rate(step)), T::of(self.momentum));
        let nesterov = self.nesterov;
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let velocity = state.first_mut().map(|velocity| &mut velocity[..]);
            T::sgd(SGDUpdate { rate, momentum, nesterov, parameters, gradients, velocity });
        });
    }

    /// The velocity is at most `10 · 10¹⁸ / (1 - 0.999)`, far below what changes the largest numbers.
    fn keeps_finite(&self, step: Step) -> bool {
        self.settings.keeps_finite(step) && self.momentum <= 0.999
    }

    fn check(&self) -> Result<(), Error> {
        self.settings.check()?;
        setting("momentum", self.momentum, (0.0..=1.0).contains(&self.momentum), "in 0.0..=1.0")
    }
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct SGDUpdate<'a, T> {
    rate: T,
    momentum: T,
    nesterov: bool,
    parameters: &'a mut [T],
    gradients: &'a [T],
    velocity: Option<&'a mut [T]>,
}

impl<T: Element> Op for SGDUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let SGDUpdate { rate, momentum, .. } = self;
        let weights = self.parameters.iter_mut().zip(self.gradients);
        match self.velocity {
            None => {
                for (w, &g) in weights {
                    *w -= rate * g;
                }
            }
            Some(velocity) if self.nesterov => {
                for ((w, &g), v) in weights.zip(velocity) {
                    *v = momentum * *v - rate * g;
                    *w += momentum * *v - rate * g;
                }
            }
            Some(velocity) => {
                for ((w, &g), v) in weights.zip(velocity) {
                    *v = momentum * *v - rate * g;
                    *w += *v;
                }
            }
        }
    }
}
