//! Stochastic gradient descent.

use super::{Optimizer, Step, setting};
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
pub struct SGD {
    learning_rate: f64,
    momentum: f64,
    nesterov: bool,
}

impl SGD {
    /// Plain gradient descent.
    pub const fn new(learning_rate: f64) -> SGD {
        SGD { learning_rate, momentum: 0.0, nesterov: false }
    }

    /// How much of the velocity remains from step to step, in `0.0..=1.0`. The default is 0.
    pub const fn momentum(mut self, momentum: f64) -> SGD {
        self.momentum = momentum;
        self
    }

    /// Nesterov's momentum, which looks a step ahead. The default is `false`.
    pub const fn nesterov(mut self, nesterov: bool) -> SGD {
        self.nesterov = nesterov;
        self
    }
}

impl Default for SGD {
    /// With Keras's default learning rate, 0.01.
    fn default() -> SGD {
        SGD::new(0.01)
    }
}

impl Optimizer for SGD {
    fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }

    fn slots(&self) -> usize {
        usize::from(self.momentum != 0.0)
    }

    #[inline(always)]
    fn update<T: Element>(&self, _: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let rate = T::of(self.learning_rate);
        let momentum = T::of(self.momentum);
        match state {
            [] => {
                for (w, &g) in parameters.iter_mut().zip(gradients) {
                    *w -= rate * g;
                }
            }
            [velocity, ..] if self.nesterov => {
                for ((w, &g), v) in parameters.iter_mut().zip(gradients).zip(velocity.iter_mut()) {
                    *v = momentum * *v - rate * g;
                    *w += momentum * *v - rate * g;
                }
            }
            [velocity, ..] => {
                for ((w, &g), v) in parameters.iter_mut().zip(gradients).zip(velocity.iter_mut()) {
                    *v = momentum * *v - rate * g;
                    *w += *v;
                }
            }
        }
    }

    fn check(&self) -> Result<(), Error> {
        let SGD { learning_rate, momentum, .. } = *self;
        setting(
            "learning_rate",
            learning_rate,
            learning_rate >= 0.0 && learning_rate.is_finite(),
            "finite and not negative",
        )?;
        setting("momentum", momentum, (0.0..=1.0).contains(&momentum), "in 0.0..=1.0")
    }
}
