//! Adagrad (Duchi, Hazan and Singer, 2011).

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// Gradients divided by the root of the sum of all their squares: what changes often changes less and less.
///
/// `s ← s + g²`, `w ← w - learning_rate·g / √(s + epsilon)`, where `s` begins as `initial_accumulator_value`. Epsilon
/// stands inside the root, as in Keras. A sum that outgrows the number type stays at its largest number.
///
/// ```
/// use dense_runtime::optimizer::Adagrad;
///
/// let optimizer = Adagrad::new(0.1).initial_accumulator_value(0.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Adagrad<R = f64> {
    settings: Settings<R>,
    initial_accumulator_value: f64,
    epsilon: f64,
}

impl<R> Adagrad<R> {
    /// Adagrad with Keras's defaults.
    pub const fn new(learning_rate: R) -> Adagrad<R>
    where
        R: Schedule,
    {
        Adagrad { settings: Settings::new(learning_rate), initial_accumulator_value: 0.1, epsilon: 1e-7 }
    }

    /// The sum before the first step, not negative. The default is 0.1.
    pub const fn initial_accumulator_value(mut self, initial_accumulator_value: f64) -> Adagrad<R> {
        self.initial_accumulator_value = initial_accumulator_value;
        self
    }

    /// What keeps the division away from zero. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> Adagrad<R> {
        self.epsilon = epsilon;
        self
    }

    builders!();
}

impl Default for Adagrad {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Adagrad {
        Adagrad::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Adagrad<R> {
    common!();

    fn slots(&self) -> usize {
        1
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let rate = T::of(self.settings.learning_rate(step));
        // Memory begins as zeros, so the sum's first value is added where the sum is used.
        let least = T::of(self.initial_accumulator_value + self.epsilon);
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let [sum] = state else { unreachable!("`slots` asks for one number") };
            T::adagrad(AdagradUpdate { rate, least, parameters, gradients, sum });
        });
    }

    /// An increment is at most `10 · 10¹⁸ / √10⁻⁹`, far below what changes the largest numbers, and the sum does not overflow.
    fn keeps_finite(&self, step: Step) -> bool {
        self.settings.keeps_finite(step) && self.epsilon >= 1e-9
    }

    fn check(&self) -> Result<(), Error> {
        let Adagrad { initial_accumulator_value: initial, epsilon, .. } = *self;
        self.settings.check()?;
        let good = initial >= 0.0 && initial.is_finite();
        setting("initial_accumulator_value", initial, good, "finite and not negative")?;
        setting("epsilon", epsilon, epsilon > 0.0 && epsilon.is_finite(), "finite and positive")
    }
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct AdagradUpdate<'a, T> {
    rate: T,
    /// What is added to the sum below the root.
    least: T,
    parameters: &'a mut [T],
    gradients: &'a [T],
    sum: &'a mut [T],
}

impl<T: Element> Op for AdagradUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AdagradUpdate { rate, least, .. } = self;
        for ((w, &g), s) in self.parameters.iter_mut().zip(self.gradients).zip(self.sum) {
            let sum = *s + g * g;
            *s = if sum < T::max_value() { sum } else { T::max_value() };
            *w -= rate * g / (*s + least).sqrt();
        }
    }
}
