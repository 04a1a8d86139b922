//! How far one distribution is from another.

use super::logits::log_sum;
use super::mean::{fused_of_places, gradient_of_rows, mean_of_rows, rows};
use super::{CategoricalHead, Loss, Reduction};
use crate::data::Numbers;
use crate::storage::rows_of;
use crate::{Element, Tensor};

/// `Σ t·ln(t / p)`, the Kullback-Leibler divergence of the outputs `p` from targets `t` that are distributions.
///
/// Targets are arrays of the output's shape; the classes lie along the last axis, and the loss of a sample with more
/// axes is the mean over its rows. Targets are clipped to `1e-7..=1`, as in Keras.
///
/// Behind `softmax`, loss and gradient are computed from the logits, `Σ t·(ln t - z + ln Σ e^z)` and
/// `softmax(z)·Σ t - t`, stable whatever their size. (Keras clips probabilities there too, and loses the gradient of
/// those below `1e-7`.) Behind another last activation the outputs are clipped to `1e-7..=1`; the slope is `-t / p`,
/// and 0 where `p` is clipped.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{KLDivergence, Loss};
///
/// let loss = KLDivergence::new();
/// let found: f64 = Loss::<_, _, Linear>::loss(&loss, &[0.5, 0.5], &[0.25, 0.75]);
/// assert!((found - (0.25 * 0.5_f64.ln() + 0.75 * 1.5_f64.ln())).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct KLDivergence {
    reduction: Reduction,
}

impl KLDivergence {
    /// The divergence of outputs from targets.
    pub const fn new() -> KLDivergence {
        KLDivergence { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> KLDivergence {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H: CategoricalHead> Loss<[R; N], Y, H>
    for KLDivergence
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_rows(output, target.numbers(), |p, t| {
            p.iter().zip(t).map(|(&p, &t)| clip(t) * (clip(t) / clip(p)).ln()).sum()
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_rows(output, target.numbers(), gradient, |p, t, gradient| {
            for ((g, &p), &t) in gradient.iter_mut().zip(p).zip(t) {
                *g = if clip(p) == p { -clip(t) / p } else { T::zero() };
            }
        });
    }

    #[inline(always)]
    fn fused(&self, logits: &[R; N], output: &[R; N], target: &Y, gradient: &mut [R; N]) -> Option<T> {
        if !H::SOFTMAX {
            return None;
        }
        let targets = rows_of(target.numbers());
        Some(fused_of_places(logits, output, targets, gradient, |z, p, t, gradient| {
            let weight = t.iter().map(|&t| clip(t)).sum::<T>();
            let (largest, log) = log_sum(z, p);
            let mut loss = T::zero();
            for (((g, &z), &p), &t) in gradient.iter_mut().zip(z).zip(p).zip(t) {
                let t = clip(t);
                loss += t * (t.ln() + ((largest - z) + log));
                *g = p * weight - t;
            }
            loss
        }))
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}

/// A probability within `1e-7..=1`; NaN stays.
#[inline(always)]
fn clip<T: Element>(probability: T) -> T {
    let least = T::of(1e-7);
    if probability < least {
        least
    } else if probability > T::one() {
        T::one()
    } else {
        probability
    }
}
