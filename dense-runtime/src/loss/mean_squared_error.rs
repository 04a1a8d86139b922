//! The mean squared error.

use super::mean::rows;
use super::{Loss, Reduction};
use crate::data::Numbers;
use crate::{Element, Tensor};

/// `mean (output - target)²` over a sample's outputs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct MeanSquaredError {
    reduction: Reduction,
}

impl MeanSquaredError {
    /// The mean squared error.
    pub const fn new() -> MeanSquaredError {
        MeanSquaredError { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> MeanSquaredError {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H>
    for MeanSquaredError
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        let errors = output.as_flat().iter().zip(target.numbers().as_flat()).map(|(&y, &t)| (y - t) * (y - t));
        errors.sum::<T>() / T::of(<[R; N]>::LEN as f64)
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        let target = target.numbers();
        let scale = T::of(2.0 / <[R; N]>::LEN as f64);
        for ((g, &y), &t) in gradient.as_flat_mut().iter_mut().zip(output.as_flat()).zip(target.as_flat()) {
            *g = scale * (y - t);
        }
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}
