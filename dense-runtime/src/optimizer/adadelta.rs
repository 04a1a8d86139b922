//! Adadelta (Zeiler, 2012).

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// Gradients scaled by the root of the mean square of the changes over that of the gradients.
///
/// `s ← rho·s + (1 - rho)·g²`, `Δ = g·√(d + epsilon) / √(s + epsilon)`, `d ← rho·d + (1 - rho)·Δ²`, `w ← w - learning_rate·Δ`.
///
/// The paper has no learning rate: that is a rate of 1. Keras's default is 0.001, which is slow.
///
/// ```
/// use dense_runtime::optimizer::Adadelta;
///
/// let as_in_the_paper = Adadelta::new(1.0).epsilon(1e-6);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Adadelta<R = f64> {
    settings: Settings<R>,
    rho: f64,
    epsilon: f64,
}

impl<R> Adadelta<R> {
    /// Adadelta with Keras's defaults.
    pub const fn new(learning_rate: R) -> Adadelta<R>
    where
        R: Schedule,
    {
        Adadelta { settings: Settings::new(learning_rate), rho: 0.95, epsilon: 1e-7 }
    }

    /// How much of the mean squares remains from step to step, in `0.0..=1.0`. The default is 0.95.
    pub const fn rho(mut self, rho: f64) -> Adadelta<R> {
        self.rho = rho;
        self
    }

    /// What keeps the division away from zero and lets the first changes happen. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> Adadelta<R> {
        self.epsilon = epsilon;
        self
    }

    builders!();
}

impl Default for Adadelta {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Adadelta {
        Adadelta::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Adadelta<R> {
    common!();

    fn slots(&self) -> usize {
        2
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let rate = T::of(self.settings.learning_rate(step));
        let (rho, rest, epsilon) = (T::of(self.rho), T::of(1.0 - self.rho), T::of(self.epsilon));
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let [square, change] = state else { unreachable!("`slots` asks for two numbers") };
            T::adadelta(AdadeltaUpdate { rate, rho, rest, epsilon, parameters, gradients, square, change });
        });
    }

    fn check(&self) -> Result<(), Error> {
        let Adadelta { rho, epsilon, .. } = *self;
        self.settings.check()?;
        setting("rho", rho, (0.0..=1.0).contains(&rho), "in 0.0..=1.0")?;
        setting("epsilon", epsilon, epsilon > 0.0 && epsilon.is_finite(), "finite and positive")
    }
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct AdadeltaUpdate<'a, T> {
    rate: T,
    rho: T,
    rest: T,
    epsilon: T,
    parameters: &'a mut [T],
    gradients: &'a [T],
    square: &'a mut [T],
    change: &'a mut [T],
}

impl<T: Element> Op for AdadeltaUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AdadeltaUpdate { rate, rho, rest, epsilon, .. } = self;
        let weights = self.parameters.iter_mut().zip(self.gradients).zip(self.square.iter_mut().zip(self.change));
        for ((w, &g), (s, d)) in weights {
            *s = rho * *s + rest * g * g;
            let delta = (*d + epsilon).sqrt() * g / (*s + epsilon).sqrt();
            *d = rho * *d + rest * delta * delta;
            *w -= rate * delta;
        }
    }
}
