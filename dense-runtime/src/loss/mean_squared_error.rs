//! The mean squared error.

use super::Loss;
use crate::{Element, Tensor};

/// `mean (output - target)²` over a sample's outputs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct MeanSquaredError;

impl MeanSquaredError {
    /// The mean squared error.
    pub const fn new() -> MeanSquaredError {
        MeanSquaredError
    }
}

impl<T: Element, R: Tensor<Element = T>, const N: usize, H> Loss<[R; N], [R; N], H> for MeanSquaredError {
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &[R; N]) -> T {
        let errors = output.as_flat().iter().zip(target.as_flat()).map(|(&y, &t)| (y - t) * (y - t));
        errors.sum::<T>() / T::of(<[R; N]>::LEN as f64)
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &[R; N], gradient: &mut [R; N]) {
        let scale = T::of(2.0 / <[R; N]>::LEN as f64);
        for ((g, &y), &t) in gradient.as_flat_mut().iter_mut().zip(output.as_flat()).zip(target.as_flat()) {
            *g = scale * (y - t);
        }
    }
}
