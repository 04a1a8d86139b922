//! Adam with decoupled weight decay (Loshchilov and Hutter, 2019).

use super::builders::builders;
use super::schedule::Schedule;
use super::{Adam, Averaging, Optimizer, Scope, Step, TensorUpdate};
use crate::{Element, Error};

/// [`Adam`] whose parameters decay: before each update `w ← w - w · weight_decay · learning_rate`.
///
/// It is `Adam::new(learning_rate).weight_decay(0.004)` by another name.
///
/// ```
/// use dense_runtime::optimizer::{AdamW, schedule::CosineDecay};
///
/// let schedule = CosineDecay::new(0.0, 10_000).warmup_target(1e-3).warmup_steps(500);
/// let optimizer = AdamW::new(schedule).weight_decay(0.05);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct AdamW<R = f64> {
    adam: Adam<R>,
}

impl<R> AdamW<R> {
    /// AdamW with Keras's defaults.
    pub const fn new(learning_rate: R) -> AdamW<R>
    where
        R: Schedule,
    {
        AdamW { adam: Adam::new(learning_rate) }.weight_decay(0.004)
    }

    /// How much of a parameter decays in a step, times the learning rate. It applies to all parameters that learn, biases too,
    /// as in Keras. The default is 0.004.
    pub const fn weight_decay(mut self, weight_decay: f64) -> AdamW<R> {
        self.adam.settings.weight_decay = weight_decay;
        self
    }

    /// As [`Adam::beta_1`]. The default is 0.9.
    pub const fn beta_1(mut self, beta_1: f64) -> AdamW<R> {
        self.adam.beta_1 = beta_1;
        self
    }

    /// As [`Adam::beta_2`]. The default is 0.999.
    pub const fn beta_2(mut self, beta_2: f64) -> AdamW<R> {
        self.adam.beta_2 = beta_2;
        self
    }

    /// As [`Adam::epsilon`]. The default is 1e-7.
    pub const fn epsilon(mut self, epsilon: f64) -> AdamW<R> {
        self.adam.epsilon = epsilon;
        self
    }

    /// As [`Adam::amsgrad`]. The default is `false`.
    pub const fn amsgrad(mut self, amsgrad: bool) -> AdamW<R> {
        self.adam.amsgrad = amsgrad;
        self
    }

    builders!(all but weight_decay: adam.settings);
}

impl Default for AdamW {
    /// With Keras's default learning rate, 0.001.
    fn default() -> AdamW {
        AdamW::new(0.001)
    }
}

impl<R: Schedule> Optimizer for AdamW<R> {
    fn learning_rate(&self, step: Step) -> f64 {
        self.adam.learning_rate(step)
    }

    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        self.adam.set_learning_rate(learning_rate)
    }

    fn slots(&self) -> usize {
        self.adam.slots()
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        self.adam.update(step, parameters, gradients, state);
    }

    fn scope(&self) -> Scope {
        self.adam.scope()
    }

    fn update_tensor<T: Element>(&self, step: Step, tensor: TensorUpdate<'_, '_, T>) {
        self.adam.update_tensor(step, tensor);
    }

    fn averaging(&self) -> Option<Averaging> {
        self.adam.averaging()
    }

    fn accumulation(&self) -> u64 {
        self.adam.accumulation()
    }

    fn keeps_finite(&self, step: Step) -> bool {
        self.adam.keeps_finite(step)
    }

    fn check(&self) -> Result<(), Error> {
        self.adam.check()
    }
}
