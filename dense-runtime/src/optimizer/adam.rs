//! Adam (Kingma and Ba, 2015).

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, power, setting};
use crate::isa::{Isa, Op};
use crate::math::Real;
use crate::{Element, Error};

/// Running means of the gradient and its square, corrected for their start at zero.
///
/// `m ← m + (g - m)·(1 - beta_1)`, `v ← v + (g² - v)·(1 - beta_2)`, and in step `t`
/// `w ← w - α·m / (√v + epsilon)` with `α = learning_rate·√(1 - beta_2ᵗ) / (1 - beta_1ᵗ)`. Epsilon is added to the
/// uncorrected root ("epsilon hat" in the paper), as in Keras. With `amsgrad`, `v` is replaced by the largest it has been.
///
/// ```
/// use dense_runtime::optimizer::Adam;
///
/// let plain = Adam::new(1e-3);
/// let decaying = Adam::new(1e-3).weight_decay(0.004).clipvalue(0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Adam<R = f64> {
    pub(super) settings: Settings<R>,
    pub(super) beta_1: f64,
    pub(super) beta_2: f64,
    pub(super) epsilon: f64,
    pub(super) amsgrad: bool,
}

impl<R> Adam<R> {
    /// Adam with Keras's defaults.
    pub const fn new(learning_rate: R) -> Adam<R>
    where
        R: Schedule,
    {
        Adam { settings: Settings::new(learning_rate), beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7, amsgrad: false }
    }

    /// How much of the mean remains from step to step, in `0.0..1.0`. The default is 0.9.
    pub const fn beta_1(mut self, beta_1: f64) -> Adam<R> {
        self.beta_1 = beta_1;
        self
    }

    /// How much of the mean square remains from step to step, in `0.0..1.0`. The default is 0.999.
    pub const fn beta_2(mut self, beta_2: f64) -> Adam<R> {
        self.beta_2 = beta_2;
        self
    }

    /// What keeps the division away from zero. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> Adam<R> {
        self.epsilon = epsilon;
        self
    }

    /// The variant that never lets the divisor shrink (Reddi, Kale and Kumar, 2018). The default is `false`.
    pub const fn amsgrad(mut self, amsgrad: bool) -> Adam<R> {
        self.amsgrad = amsgrad;
        self
    }

    builders!();
}

impl Default for Adam {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Adam {
        Adam::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Adam<R> {
    common!();

    fn slots(&self) -> usize {
        2 + usize::from(self.amsgrad)
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let correction = Real::sqrt(1.0 - power(self.beta_2, step)) / (1.0 - power(self.beta_1, step));
        let alpha = T::of(self.settings.learning_rate(step) * correction);
        let (one, two) = (T::of(1.0 - self.beta_1), T::of(1.0 - self.beta_2));
        let epsilon = T::of(self.epsilon);
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let [mean, square, largest @ ..] = state else { unreachable!("`slots` asks for two or three numbers") };
            let largest = largest.first_mut().map(|largest| &mut largest[..]);
            T::adam(AdamUpdate { alpha, one, two, epsilon, parameters, gradients, mean, square, largest });
        });
    }

    /// An increment is at most `10 / (1 - 0.99) · 10¹⁸ / 10⁻⁹`, which is still below what changes the largest numbers.
    fn keeps_finite(&self, step: Step) -> bool {
        self.settings.keeps_finite(step) && self.beta_1 <= 0.99 && self.epsilon >= 1e-9
    }

    fn check(&self) -> Result<(), Error> {
        let Adam { beta_1, beta_2, epsilon, .. } = *self;
        self.settings.check()?;
        setting("beta_1", beta_1, (0.0..1.0).contains(&beta_1), "in 0.0..1.0")?;
        setting("beta_2", beta_2, (0.0..1.0).contains(&beta_2), "in 0.0..1.0")?;
        setting("epsilon", epsilon, epsilon > 0.0 && epsilon.is_finite(), "finite and positive")
    }
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct AdamUpdate<'a, T> {
    pub(super) alpha: T,
    /// How much of the gradient goes into the mean.
    pub(super) one: T,
    /// How much of its square goes into the mean square.
    pub(super) two: T,
    pub(super) epsilon: T,
    pub(super) parameters: &'a mut [T],
    pub(super) gradients: &'a [T],
    pub(super) mean: &'a mut [T],
    pub(super) square: &'a mut [T],
    pub(super) largest: Option<&'a mut [T]>,
}

impl<T: Element> Op for AdamUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AdamUpdate { alpha, one, two, epsilon, .. } = self;
        let weights = self.parameters.iter_mut().zip(self.gradients).zip(self.mean.iter_mut().zip(self.square));
        match self.largest {
            None => {
                for ((w, &g), (m, v)) in weights {
                    *m += (g - *m) * one;
                    *v += (g * g - *v) * two;
                    *w -= alpha * *m / (v.sqrt() + epsilon);
                }
            }
            Some(largest) => {
                for (((w, &g), (m, v)), l) in weights.zip(largest) {
                    *m += (g - *m) * one;
                    *v += (g * g - *v) * two;
                    *l = if *v > *l { *v } else { *l };
                    *w -= alpha * *m / (l.sqrt() + epsilon);
                }
            }
        }
    }
}
