//! The mean squared error of logarithms.

use super::mean::{mean, mean_gradient, rows};
use super::{Loss, Reduction};
use crate::data::Numbers;
use crate::{Element, Tensor};

/// `mean (ln(1 + max(output, 1e-7)) - ln(1 + max(target, 1e-7)))²` over a sample's outputs.
///
/// Targets are arrays of the output's shape, of numbers from 0 on. An output below `1e-7` is clipped, as in Keras, and
/// has no gradient: end the network in `softplus`, `exponential` or another activation without negative values.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Loss, MeanSquaredLogarithmicError};
///
/// let loss = MeanSquaredLogarithmicError::new();
/// let found: f64 = Loss::<_, _, Linear>::loss(&loss, &[1.0], &[3.0]);
/// assert!((found - 2.0_f64.ln().powi(2)).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct MeanSquaredLogarithmicError {
    reduction: Reduction,
}

impl MeanSquaredLogarithmicError {
    /// The mean squared error of logarithms.
    pub const fn new() -> MeanSquaredLogarithmicError {
        MeanSquaredLogarithmicError { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> MeanSquaredLogarithmicError {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H>
    for MeanSquaredLogarithmicError
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean(output, target.numbers(), |y, t| {
            let error = logarithm(y) - logarithm(t);
            error * error
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        mean_gradient(output, target.numbers(), gradient, |y, t| {
            if y < T::of(1e-7) {
                return T::zero();
            }
            T::of(2.0) * (logarithm(y) - logarithm(t)) / (T::one() + y)
        });
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}

/// `ln(1 + max(x, 1e-7))`; NaN stays.
#[inline(always)]
fn logarithm<T: Element>(x: T) -> T {
    let least = T::of(1e-7);
    if x < least { least.ln_1p() } else { x.ln_1p() }
}
