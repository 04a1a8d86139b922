//! Errors by their size: absolute, and in percent.

use super::mean::{mean, mean_gradient, rows};
use super::{Loss, Reduction};
use crate::data::Numbers;
use crate::{Element, Tensor};

/// `mean |output - target|` over a sample's outputs.
///
/// Targets are arrays of the output's shape. The gradient is `±1 / n`, and 0 where the error is 0, as in Keras.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Loss, MeanAbsoluteError};
///
/// let loss = MeanAbsoluteError::new();
/// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[1.0, 5.0], &[2.0, 2.0]), 2.0);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct MeanAbsoluteError {
    reduction: Reduction,
}

impl MeanAbsoluteError {
    /// The mean absolute error.
    pub const fn new() -> MeanAbsoluteError {
        MeanAbsoluteError { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> MeanAbsoluteError {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H>
    for MeanAbsoluteError
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean(output, target.numbers(), |y, t| (y - t).abs())
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        mean_gradient(output, target.numbers(), gradient, |y, t| sign(y - t));
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}

/// `100 · mean |output - target| / max(|target|, 1e-7)` over a sample's outputs.
///
/// Targets are arrays of the output's shape. A target of 0 counts as one of `1e-7`, as in Keras, so that an error there
/// weighs ten million times as much as one at a target of 1: do not train on targets near 0 with this loss.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Loss, MeanAbsolutePercentageError};
///
/// let loss = MeanAbsolutePercentageError::new();
/// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[1.0, 5.0], &[2.0, 4.0]), 37.5);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct MeanAbsolutePercentageError {
    reduction: Reduction,
}

impl MeanAbsolutePercentageError {
    /// The mean absolute error in percent.
    pub const fn new() -> MeanAbsolutePercentageError {
        MeanAbsolutePercentageError { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> MeanAbsolutePercentageError {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H>
    for MeanAbsolutePercentageError
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean(output, target.numbers(), |y, t| T::of(100.0) * (y - t).abs() / size(t))
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        mean_gradient(output, target.numbers(), gradient, |y, t| T::of(100.0) * sign(y - t) / size(t));
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}

/// What an error is compared with.
#[inline(always)]
fn size<T: Element>(target: T) -> T {
    target.abs().max(T::of(1e-7))
}

/// -1, 0 or 1, and NaN for NaN.
#[inline(always)]
fn sign<T: Element>(error: T) -> T {
    if error == T::zero() { T::zero() } else { error.signum() }
}
