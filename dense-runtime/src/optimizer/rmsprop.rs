//! RMSprop (Tieleman and Hinton, 2012).

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// Gradients divided by a running root of their mean square.
///
/// `s ← rho·s + (1 - rho)·g²`, `w ← w - learning_rate·g / √(s + epsilon)`. Epsilon stands inside the root, as in Keras
/// (PyTorch has it outside). Centered, `s` is replaced by the variance `s - a²`, with `a ← rho·a + (1 - rho)·g`; where rounding makes
/// that negative, it counts as zero (in Keras the root of it is NaN). With
/// momentum, the increment goes through `m ← momentum·m + increment`, `w ← w - m`.
///
/// ```
/// use dense_runtime::optimizer::RMSprop;
///
/// let optimizer = RMSprop::new(1e-3).rho(0.95).momentum(0.5).centered(true);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct RMSprop<R = f64> {
    settings: Settings<R>,
    rho: f64,
    momentum: f64,
    epsilon: f64,
    centered: bool,
}

impl<R> RMSprop<R> {
    /// RMSprop with Keras's defaults.
    pub const fn new(learning_rate: R) -> RMSprop<R>
    where
        R: Schedule,
    {
        RMSprop { settings: Settings::new(learning_rate), rho: 0.9, momentum: 0.0, epsilon: 1e-7, centered: false }
    }

    /// How much of the mean square remains from step to step, in `0.0..=1.0`. The default is 0.9.
    pub const fn rho(mut self, rho: f64) -> RMSprop<R> {
        self.rho = rho;
        self
    }

    /// How much of the last increment remains, in `0.0..=1.0`. The default is 0.
    pub const fn momentum(mut self, momentum: f64) -> RMSprop<R> {
        self.momentum = momentum;
        self
    }

    /// What keeps the division away from zero. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> RMSprop<R> {
        self.epsilon = epsilon;
        self
    }

    /// Divides by the standard deviation instead of the root of the mean square. The default is `false`.
    pub const fn centered(mut self, centered: bool) -> RMSprop<R> {
        self.centered = centered;
        self
    }

    builders!();
}

impl Default for RMSprop {
    /// With Keras's default learning rate, 0.001.
    fn default() -> RMSprop {
        RMSprop::new(0.001)
    }
}

impl<R: Schedule> Optimizer for RMSprop<R> {
    common!();

    fn slots(&self) -> usize {
        1 + usize::from(self.centered) + usize::from(self.momentum != 0.0)
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let rate = T::of(self.settings.learning_rate(step));
        let (rho, rest) = (T::of(self.rho), T::of(1.0 - self.rho));
        let (momentum, epsilon) = (T::of(self.momentum), T::of(self.epsilon));
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let mut slots = state.iter_mut().map(|slot| &mut slot[..]);
            let square = slots.next().unwrap_or_default();
            let mean = if self.centered { slots.next() } else { None };
            let increment = slots.next();
            T::rmsprop(RMSpropUpdate {
                rate,
                rho,
                rest,
                momentum,
                epsilon,
                parameters,
                gradients,
                square,
                mean,
                increment,
            });
        });
    }

    /// An increment is at most `10 · 10¹⁸ / √10⁻⁹ / (1 - 0.999)`, far below what changes the largest numbers.
    fn keeps_finite(&self, step: Step) -> bool {
        self.settings.keeps_finite(step) && self.momentum <= 0.999 && self.epsilon >= 1e-9
    }

    fn check(&self) -> Result<(), Error> {
        let RMSprop { rho, momentum, epsilon, .. } = *self;
        self.settings.check()?;
        setting("rho", rho, (0.0..=1.0).contains(&rho), "in 0.0..=1.0")?;
        setting("momentum", momentum, (0.0..=1.0).contains(&momentum), "in 0.0..=1.0")?;
        setting("epsilon", epsilon, epsilon > 0.0 && epsilon.is_finite(), "finite and positive")
    }
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct RMSpropUpdate<'a, T> {
    rate: T,
    rho: T,
    rest: T,
    momentum: T,
    epsilon: T,
    parameters: &'a mut [T],
    gradients: &'a [T],
    square: &'a mut [T],
    /// There if the rule is centered.
    mean: Option<&'a mut [T]>,
    /// There if the rule has momentum.
    increment: Option<&'a mut [T]>,
}

impl<T: Element> Op for RMSpropUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let RMSpropUpdate { rate, rho, rest, momentum, epsilon, .. } = self;
        let weights = self.parameters.iter_mut().zip(self.gradients).zip(self.square);
        match (self.mean, self.increment) {
            (None, None) => {
                for ((w, &g), s) in weights {
                    *s = rho * *s + rest * g * g;
                    *w -= rate * g / (*s + epsilon).sqrt();
                }
            }
            (Some(mean), None) => {
                for (((w, &g), s), a) in weights.zip(mean) {
                    *s = rho * *s + rest * g * g;
                    *a = rho * *a + rest * g;
                    *w -= rate * g / (variance(*s, *a) + epsilon).sqrt();
                }
            }
            (None, Some(increment)) => {
                for (((w, &g), s), m) in weights.zip(increment) {
                    *s = rho * *s + rest * g * g;
                    *m = momentum * *m + rate * g / (*s + epsilon).sqrt();
                    *w -= *m;
                }
            }
            (Some(mean), Some(increment)) => {
                for (((w, &g), s), (a, m)) in weights.zip(mean.iter_mut().zip(increment)) {
                    *s = rho * *s + rest * g * g;
                    *a = rho * *a + rest * g;
                    *m = momentum * *m + rate * g / (variance(*s, *a) + epsilon).sqrt();
                    *w -= *m;
                }
            }
        }
    }
}

/// `s - a²`, which no rounding makes negative.
#[inline(always)]
fn variance<T: Element>(square: T, mean: T) -> T {
    let variance = square - mean * mean;
    if variance < T::zero() { T::zero() } else { variance }
}
