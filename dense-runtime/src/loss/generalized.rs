//! A cross-entropy for labels of which some are wrong.

use super::logits::log_sum;
use super::mean::{fused_of_places, gradient_of_places, mean_of_places, rows};
use super::{CategoricalHead, Loss, Reduction, setting};
use crate::data::Classes;
use crate::{Element, Error, Tensor};

/// `(1 - p^q) / q` for the probability `p` of the label (Zhang and Sabuncu, 2018): the cross-entropy `-ln p` as `q`
/// goes to 0, and the absolute error `1 - p` as it goes to 1, which minds labels less that are far from what the
/// network says.
///
/// Targets are class labels, and for outputs with several places, of which the loss is the mean, arrays with one for
/// each. Behind `softmax`, loss and gradient are computed from the logits; the gradient is `p^q·(softmax(z) - onehot)`.
/// Behind another last activation the outputs are taken as probabilities as they are, as in Keras; the slope is
/// `-p^(q-1)`. A `p` below 0, for which Keras's loss is NaN, counts as 0; there, and at 0 itself, where the slope is
/// infinite in Keras, there is no gradient.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{CategoricalGeneralizedCrossEntropy, Loss};
///
/// let loss = CategoricalGeneralizedCrossEntropy::new().q(0.5);
/// let found: f64 = Loss::<_, _, Linear>::loss(&loss, &[0.25, 0.75], &0u8);
/// assert!((found - 1.0).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct CategoricalGeneralizedCrossEntropy {
    q: f64,
    reduction: Reduction,
}

impl CategoricalGeneralizedCrossEntropy {
    /// The loss with Keras's default, a `q` of 0.5.
    pub const fn new() -> CategoricalGeneralizedCrossEntropy {
        CategoricalGeneralizedCrossEntropy { q: 0.5, reduction: Reduction::SumOverBatchSize }
    }

    /// How little wrong labels count. Greater than 0 and less than 1; the default is 0.5.
    pub const fn q(mut self, q: f64) -> CategoricalGeneralizedCrossEntropy {
        self.q = q;
        self
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> CategoricalGeneralizedCrossEntropy {
        self.reduction = reduction;
        self
    }

    /// The loss of a probability, from its logarithm.
    #[inline(always)]
    fn of_logarithm<T: Element>(&self, logarithm: T) -> T {
        -(T::of(self.q) * logarithm).exp_m1() / T::of(self.q)
    }
}

impl Default for CategoricalGeneralizedCrossEntropy {
    fn default() -> CategoricalGeneralizedCrossEntropy {
        CategoricalGeneralizedCrossEntropy::new()
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Classes<[R; N]>, H: CategoricalHead, const N: usize> Loss<[R; N], Y, H>
    for CategoricalGeneralizedCrossEntropy
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_places(output, target.classes(), |output, label| {
            let p = output.get(label).copied().unwrap_or(T::one());
            self.of_logarithm(if p < T::zero() { T::neg_infinity() } else { p.ln() })
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_places(output, target.classes(), gradient, |output, label, gradient| {
            gradient.fill(T::zero());
            if let (Some(g), Some(&p)) = (gradient.get_mut(label), output.get(label))
                && p > T::zero()
            {
                // Below the normal numbers the power may overflow.
                *g = -(T::of(self.q - 1.0) * p.max(T::min_positive_value()).ln()).exp();
            }
        });
    }

    #[inline(always)]
    fn fused(&self, logits: &[R; N], output: &[R; N], target: &Y, gradient: &mut [R; N]) -> Option<T> {
        if !H::SOFTMAX {
            return None;
        }
        Some(fused_of_places(logits, output, target.classes(), gradient, |logits, output, label, gradient| {
            let (largest, log) = log_sum(logits, output);
            let logarithm = (logits.get(label).copied().unwrap_or(largest) - largest) - log;
            let weight = (T::of(self.q) * logarithm).exp();
            for (g, &p) in gradient.iter_mut().zip(output) {
                *g = weight * p;
            }
            if let Some(g) = gradient.get_mut(label) {
                *g -= weight;
            }
            self.of_logarithm(logarithm)
        }))
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }

    fn check(&self) -> Result<(), Error> {
        setting("q", self.q, self.q > 0.0 && self.q < 1.0, "greater than 0 and less than 1")
    }
}
