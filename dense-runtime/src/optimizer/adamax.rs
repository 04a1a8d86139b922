//! Adamax (Kingma and Ba, 2015).

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, power, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// Adam with the largest gradient in place of the mean square: the variant of section 7.1 of the paper.
///
/// `m ← m + (g - m)·(1 - beta_1)`, `u ← max(beta_2·u, |g|)`, and in step `t`
/// `w ← w - learning_rate / (1 - beta_1ᵗ) · m / (u + epsilon)`. The paper has no epsilon; Keras adds it.
///
/// ```
/// use dense_runtime::optimizer::Adamax;
///
/// let optimizer = Adamax::new(2e-3).beta_2(0.99);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Adamax<R = f64> {
    settings: Settings<R>,
    beta_1: f64,
    beta_2: f64,
    epsilon: f64,
}

impl<R> Adamax<R> {
    /// Adamax with Keras's defaults.
    pub const fn new(learning_rate: R) -> Adamax<R>
    where
        R: Schedule,
    {
        Adamax { settings: Settings::new(learning_rate), beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 }
    }

    /// How much of the mean remains from step to step, in `0.0..1.0`. The default is 0.9.
    pub const fn beta_1(mut self, beta_1: f64) -> Adamax<R> {
        self.beta_1 = beta_1;
        self
    }

    /// How much of the largest gradient remains from step to step, in `0.0..1.0`. The default is 0.999.
    pub const fn beta_2(mut self, beta_2: f64) -> Adamax<R> {
        self.beta_2 = beta_2;
        self
    }

    /// What keeps the division away from zero. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> Adamax<R> {
        self.epsilon = epsilon;
        self
    }

    builders!();
}

impl Default for Adamax {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Adamax {
        Adamax::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Adamax<R> {
    common!();

    fn slots(&self) -> usize {
        2
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let rate = T::of(self.settings.learning_rate(step) / (1.0 - power(self.beta_1, step)));
        let (one, two, epsilon) = (T::of(1.0 - self.beta_1), T::of(self.beta_2), T::of(self.epsilon));
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let [mean, largest] = state else { unreachable!("`slots` asks for two numbers") };
            T::adamax(AdamaxUpdate { rate, one, two, epsilon, parameters, gradients, mean, largest });
        });
    }

    /// An increment is at most `10 / (1 - 0.99) · 10¹⁸ / 10⁻⁹`, which is still below what changes the largest numbers.
    fn keeps_finite(&self, step: Step) -> bool {
        self.settings.keeps_finite(step) && self.beta_1 <= 0.99 && self.epsilon >= 1e-9
    }

    fn check(&self) -> Result<(), Error> {
        let Adamax { beta_1, beta_2, epsilon, .. } = *self;
        self.settings.check()?;
        setting("beta_1", beta_1, (0.0..1.0).contains(&beta_1), "in 0.0..1.0")?;
        setting("beta_2", beta_2, (0.0..1.0).contains(&beta_2), "in 0.0..1.0")?;
        setting("epsilon", epsilon, epsilon > 0.0 && epsilon.is_finite(), "finite and positive")
    }
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct AdamaxUpdate<'a, T> {
    /// The rate, corrected for the mean's start at zero.
    rate: T,
    /// How much of the gradient goes into the mean.
    one: T,
    /// How much of the largest gradient remains.
    two: T,
    epsilon: T,
    parameters: &'a mut [T],
    gradients: &'a [T],
    mean: &'a mut [T],
    largest: &'a mut [T],
}

impl<T: Element> Op for AdamaxUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AdamaxUpdate { rate, one, two, epsilon, .. } = self;
        let weights = self.parameters.iter_mut().zip(self.gradients).zip(self.mean.iter_mut().zip(self.largest));
        for ((w, &g), (m, u)) in weights {
            *m += (g - *m) * one;
            let (remains, size) = (two * *u, g.abs());
            *u = if remains > size { remains } else { size };
            *w -= rate * *m / (*u + epsilon);
        }
    }
}
