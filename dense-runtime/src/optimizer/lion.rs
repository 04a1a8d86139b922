//! Lion (Chen et al., 2023).

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// Steps of one size for all parameters: only the sign of a mean of gradients counts.
///
/// `w ← w - learning_rate·sign(beta_1·m + (1 - beta_1)·g)`, then `m ← beta_2·m + (1 - beta_2)·g`. The sign of 0 is 0. The
/// authors advise a learning rate three to ten times smaller than that of [`AdamW`](super::AdamW), and as much more
/// weight decay.
///
/// ```
/// use dense_runtime::optimizer::Lion;
///
/// let optimizer = Lion::new(1e-4).weight_decay(0.1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Lion<R = f64> {
    settings: Settings<R>,
    beta_1: f64,
    beta_2: f64,
}

impl<R> Lion<R> {
    /// Lion with Keras's defaults.
    pub const fn new(learning_rate: R) -> Lion<R>
    where
        R: Schedule,
    {
        Lion { settings: Settings::new(learning_rate), beta_1: 0.9, beta_2: 0.99 }
    }

    /// How much the mean counts beside the gradient, above 0 and at most 1. The default is 0.9.
    pub const fn beta_1(mut self, beta_1: f64) -> Lion<R> {
        self.beta_1 = beta_1;
        self
    }

    /// How much of the mean remains from step to step, in `0.0..=1.0`. The default is 0.99.
    pub const fn beta_2(mut self, beta_2: f64) -> Lion<R> {
        self.beta_2 = beta_2;
        self
    }

    builders!();
}

impl Default for Lion {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Lion {
        Lion::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Lion<R> {
    common!();

    fn slots(&self) -> usize {
        1
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let rate = T::of(self.settings.learning_rate(step));
        let (one, two) = ([self.beta_1, 1.0 - self.beta_1].map(T::of), [self.beta_2, 1.0 - self.beta_2].map(T::of));
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let [mean] = state else { unreachable!("`slots` asks for one number") };
            T::lion(LionUpdate { rate, one, two, parameters, gradients, mean });
        });
    }

    /// An increment is at most 10, and a mean of gradients at most as large as they are.
    fn keeps_finite(&self, step: Step) -> bool {
        self.settings.keeps_finite(step)
    }

    fn check(&self) -> Result<(), Error> {
        let Lion { beta_1, beta_2, .. } = *self;
        self.settings.check()?;
        setting("beta_1", beta_1, beta_1 > 0.0 && beta_1 <= 1.0, "above 0 and at most 1")?;
        setting("beta_2", beta_2, (0.0..=1.0).contains(&beta_2), "in 0.0..=1.0")
    }
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct LionUpdate<'a, T> {
    rate: T,
    /// The factors of the mean and of the gradient in what gives the sign.
    one: [T; 2],
    /// The factors of the mean and of the gradient in the next mean.
    two: [T; 2],
    parameters: &'a mut [T],
    gradients: &'a [T],
    mean: &'a mut [T],
}

impl<T: Element> Op for LionUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let LionUpdate { rate, one, two, .. } = self;
        for ((w, &g), m) in self.parameters.iter_mut().zip(self.gradients).zip(self.mean) {
            let direction = one[0] * *m + one[1] * g;
            // Zero and NaN stay what they are.
            let up = if direction > T::zero() { T::one() } else { direction };
            let sign = if direction < T::zero() { -T::one() } else { up };
            *w -= rate * sign;
            *m = two[0] * *m + two[1] * g;
        }
    }
}
