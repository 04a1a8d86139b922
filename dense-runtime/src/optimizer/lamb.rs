//! LAMB (You et al., 2020).

use super::builders::{builders, common, whole_tensors};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, power, setting};
use crate::isa::{Isa, Op};
use crate::kernels::{Combine, Norm};
use crate::{Element, Error};

/// Adam whose step is in proportion to the size of each tensor, for training with very large batches.
///
/// `m ← m + (g - m)·(1 - beta_1)`, `v ← v + (g² - v)·(1 - beta_2)`, in step `t`
/// `r = m / (1 - beta_1ᵗ) / (√(v / (1 - beta_2ᵗ)) + epsilon)`, and for each tensor `w ← w - learning_rate·‖w‖/‖r‖·r`. Where one
/// of the norms is 0, their ratio is taken for 1. The paper adds weight decay to `r`; here, as in Keras, parameters decay before
/// the step, if [`weight_decay`](Lamb::weight_decay) is set.
///
/// ```
/// use dense_runtime::optimizer::Lamb;
///
/// let optimizer = Lamb::new(1e-3).weight_decay(0.01);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Lamb<R = f64> {
    settings: Settings<R>,
    beta_1: f64,
    beta_2: f64,
    epsilon: f64,
}

impl<R> Lamb<R> {
    /// LAMB with Keras's defaults.
    pub const fn new(learning_rate: R) -> Lamb<R>
    where
        R: Schedule,
    {
        Lamb { settings: Settings::new(learning_rate), beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 }
    }

    /// How much of the mean remains from step to step, in `0.0..1.0`. The default is 0.9.
    pub const fn beta_1(mut self, beta_1: f64) -> Lamb<R> {
        self.beta_1 = beta_1;
        self
    }

    /// How much of the mean square remains from step to step, in `0.0..1.0`. The default is 0.999.
    pub const fn beta_2(mut self, beta_2: f64) -> Lamb<R> {
        self.beta_2 = beta_2;
        self
    }

    /// What keeps the division away from zero. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> Lamb<R> {
        self.epsilon = epsilon;
        self
    }

    builders!();
}

impl Default for Lamb {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Lamb {
        Lamb::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Lamb<R> {
    common!(by tensor);
    whole_tensors!();

    fn slots(&self) -> usize {
        2
    }

    fn room(&self, shape: &[usize]) -> usize {
        shape.iter().product()
    }

    fn update_tensor<T: Element>(&self, step: Step, mut tensor: TensorUpdate<'_, '_, T>) {
        self.settings.prepare(step, self.settings.weight_decay, &mut tensor);
        let TensorUpdate { parameters, gradients, state, room, .. } = tensor;
        let [mean, square] = state else { unreachable!("`slots` asks for two numbers") };
        let direction = &mut room[..parameters.len()];
        T::lamb(LambUpdate {
            one: T::of(1.0 - self.beta_1),
            two: T::of(1.0 - self.beta_2),
            corrections: [self.beta_1, self.beta_2].map(|beta| T::of(1.0 / (1.0 - power(beta, step)))),
            epsilon: T::of(self.epsilon),
            gradients,
            mean,
            square,
            direction,
        });
        let [size, length] = [&*parameters, &*direction].map(|values| T::norm(Norm(values)));
        let ratio = if size > 0.0 && length > 0.0 { size / length } else { 1.0 };
        let rate = T::of(-ratio * self.settings.learning_rate(step));
        T::combine(Combine { x: parameters, alpha: T::one(), y: direction, beta: rate });
    }

    fn check(&self) -> Result<(), Error> {
        let Lamb { beta_1, beta_2, epsilon, .. } = *self;
        self.settings.check()?;
        setting("beta_1", beta_1, (0.0..1.0).contains(&beta_1), "in 0.0..1.0")?;
        setting("beta_2", beta_2, (0.0..1.0).contains(&beta_2), "in 0.0..1.0")?;
        setting("epsilon", epsilon, epsilon > 0.0 && epsilon.is_finite(), "finite and positive")
    }
}

/// What is done with each number before the norms are known.
#[derive(Debug)]
#[doc(hidden)]
pub struct LambUpdate<'a, T> {
    /// How much of the gradient goes into the mean.
    one: T,
    /// How much of its square goes into the mean square.
    two: T,
    /// What corrects the mean and the mean square for their start at zero.
    corrections: [T; 2],
    epsilon: T,
    gradients: &'a [T],
    mean: &'a mut [T],
    square: &'a mut [T],
    /// Where the step goes, if not how far.
    direction: &'a mut [T],
}

impl<T: Element> Op for LambUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let LambUpdate { one, two, corrections, epsilon, .. } = self;
        let memory = self.mean.iter_mut().zip(self.square);
        for ((&g, r), (m, v)) in self.gradients.iter().zip(self.direction).zip(memory) {
            *m += (g - *m) * one;
            *v += (g * g - *v) * two;
            *r = *m * corrections[0] / ((*v * corrections[1]).sqrt() + epsilon);
        }
    }
}
