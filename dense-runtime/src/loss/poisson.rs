//! The likelihood of counts.

use super::mean::{mean, mean_gradient, rows};
use super::{Loss, Reduction};
use crate::data::Numbers;
use crate::{Element, Tensor};

/// `mean (output - target·ln(output + 1e-7))` over a sample's outputs: the negative logarithm of the likelihood that
/// counts `target` come from Poisson distributions with the means `output`, without what does not depend on the output.
///
/// Targets are arrays of the output's shape. Outputs are means and must not be negative: end the network in `softplus`,
/// `exponential` or another activation without negative values. As in Keras nothing is clipped: below `-1e-7` the
/// loss is NaN, and training stops with [`Error::Diverged`](crate::Error::Diverged).
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Loss, Poisson};
///
/// let found: f64 = Loss::<_, _, Linear>::loss(&Poisson::new(), &[2.0], &[3.0]);
/// assert!((found - (2.0 - 3.0 * 2.0_f64.ln())).abs() < 1e-6);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct Poisson {
    reduction: Reduction,
}

impl Poisson {
    /// The loss for counts.
    pub const fn new() -> Poisson {
        Poisson { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> Poisson {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H> for Poisson {
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean(output, target.numbers(), |y, t| y - t * (y + T::of(1e-7)).ln())
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        mean_gradient(output, target.numbers(), gradient, |y, t| T::one() - t / (y + T::of(1e-7)));
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}
