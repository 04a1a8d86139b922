//! Nadam (Dozat, 2016).

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, power, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// Adam with Nesterov's momentum, which looks a step ahead.
///
/// `m ← m + (g - m)·(1 - beta_1)`, `v ← v + (g² - v)·(1 - beta_2)`, and in step `t`
/// `w ← w - learning_rate·m̂ / (√(v / (1 - beta_2ᵗ)) + epsilon)` with `m̂ = uₜ₊₁·m / (1 - Πₜ₊₁) + (1 - uₜ)·g / (1 - Πₜ)`,
/// where `uₜ = beta_1·(1 - 0.96ᵗ / 2)` and `Πₜ` is the product of all `u` up to `uₜ`. Other than [`Adam`](super::Adam)'s,
/// its epsilon is added to the corrected root, as in Keras.
///
/// ```
/// use dense_runtime::optimizer::Nadam;
///
/// let optimizer = Nadam::new(1e-3).beta_1(0.95);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Nadam<R = f64> {
    settings: Settings<R>,
    beta_1: f64,
    beta_2: f64,
    epsilon: f64,
}

impl<R> Nadam<R> {
    /// Nadam with Keras's defaults.
    pub const fn new(learning_rate: R) -> Nadam<R>
    where
        R: Schedule,
    {
        Nadam { settings: Settings::new(learning_rate), beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 }
    }

    /// How much of the mean remains from step to step, in `0.0..1.0`. The default is 0.9.
    pub const fn beta_1(mut self, beta_1: f64) -> Nadam<R> {
        self.beta_1 = beta_1;
        self
    }

    /// How much of the mean square remains from step to step, in `0.0..1.0`. The default is 0.999.
    pub const fn beta_2(mut self, beta_2: f64) -> Nadam<R> {
        self.beta_2 = beta_2;
        self
    }

    /// What keeps the division away from zero. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> Nadam<R> {
        self.epsilon = epsilon;
        self
    }

    builders!();

    /// `uₜ` and `Πₜ`.
    fn momentum(&self, step: Step) -> (f64, f64) {
        let product = PRODUCTS[usize::try_from(step.update).map_or(LAST, |update| update.min(LAST))];
        (self.beta_1 * (1.0 - 0.5 * power(0.96, step)), power(self.beta_1, step) * product)
    }
}

/// The products of `1 - 0.96ⁱ / 2` for all `i` from 1 up to the index. Behind the last one they no longer change.
static PRODUCTS: [f64; LAST + 1] = {
    let mut products = [1.0; LAST + 1];
    let (mut at, mut power) = (1, 1.0);
    while at <= LAST {
        power *= 0.96;
        products[at] = products[at - 1] * (1.0 - 0.5 * power);
        at += 1;
    }
    products
};

/// `0.96¹⁰⁰⁰` is below `10⁻¹⁷`.
const LAST: usize = 1000;

impl Default for Nadam {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Nadam {
        Nadam::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Nadam<R> {
    common!();

    fn slots(&self) -> usize {
        2
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let (u, product) = self.momentum(step);
        let (next_u, next_product) = self.momentum(Step::new(step.update.saturating_add(1)));
        let rate = T::of(self.settings.learning_rate(step));
        let (ahead, now) = (T::of(next_u / (1.0 - next_product)), T::of((1.0 - u) / (1.0 - product)));
        let correction = T::of(1.0 / (1.0 - power(self.beta_2, step)));
        let (one, two, epsilon) = (T::of(1.0 - self.beta_1), T::of(1.0 - self.beta_2), T::of(self.epsilon));
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let [mean, square] = state else { unreachable!("`slots` asks for two numbers") };
            T::nadam(NadamUpdate {
                rate,
                ahead,
                now,
                correction,
                one,
                two,
                epsilon,
                parameters,
                gradients,
                mean,
                square,
            });
        });
    }

    /// `Πₜ` is below 0.52, so an increment is at most `10 · 5 · 10¹⁸ / 10⁻⁹`, below what changes the largest numbers.
    fn keeps_finite(&self, step: Step) -> bool {
        self.settings.keeps_finite(step) && self.epsilon >= 1e-9
    }

    fn check(&self) -> Result<(), Error> {
        let Nadam { beta_1, beta_2, epsilon, .. } = *self;
        self.settings.check()?;
        setting("beta_1", beta_1, (0.0..1.0).contains(&beta_1), "in 0.0..1.0")?;
        setting("beta_2", beta_2, (0.0..1.0).contains(&beta_2), "in 0.0..1.0")?;
        setting("epsilon", epsilon, epsilon > 0.0 && epsilon.is_finite(), "finite and positive")
    }
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct NadamUpdate<'a, T> {
    rate: T,
    /// The factors of the mean and of the gradient in the corrected mean.
    ahead: T,
    now: T,
    /// The factor that corrects the mean square.
    correction: T,
    /// How much of the gradient goes into the mean.
    one: T,
    /// How much of its square goes into the mean square.
    two: T,
    epsilon: T,
    parameters: &'a mut [T],
    gradients: &'a [T],
    mean: &'a mut [T],
    square: &'a mut [T],
}

impl<T: Element> Op for NadamUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let NadamUpdate { rate, ahead, now, correction, one, two, epsilon, .. } = self;
        let weights = self.parameters.iter_mut().zip(self.gradients).zip(self.mean.iter_mut().zip(self.square));
        for ((w, &g), (m, v)) in weights {
            *m += (g - *m) * one;
            *v += (g * g - *v) * two;
            *w -= rate * (ahead * *m + now * g) / ((*v * correction).sqrt() + epsilon);
        }
    }
}
