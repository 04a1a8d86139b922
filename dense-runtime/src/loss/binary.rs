//! The cross-entropy of answers of yes or no.

use super::mean::{fused_of_answers, gradient_of_answers, mean_of_answers, rows};
use super::{BinaryHead, Loss, Reduction, check_label_smoothing, clip};
use crate::{Element, Error, Tensor};

/// `mean -(t·ln p + (1 - t)·ln(1 - p))` over a sample's outputs.
///
/// Targets are arrays of the output's shape, or, for a single output, a label 0 or 1, and for one output at each place, as
/// in masks of images, an array with a label for each: `[[u8; WIDTH]; HEIGHT]`. Behind `sigmoid`, loss and gradient are
/// computed from the logits, `softplus(z) - t·z` and `sigmoid(z) - t`, stable whatever their size. Behind another last
/// activation, the outputs are probabilities, which are clipped to `1e-7..1 - 1e-7`; or logits, with
/// [`from_logits`](BinaryCrossentropy::from_logits).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct BinaryCrossentropy {
    from_logits: bool,
    label_smoothing: f64,
    reduction: Reduction,
}

impl BinaryCrossentropy {
    /// The loss for probabilities.
    pub const fn new() -> BinaryCrossentropy {
        BinaryCrossentropy { from_logits: false, label_smoothing: 0.0, reduction: Reduction::SumOverBatchSize }
    }

    /// Whether the outputs are logits. The default is `false`. Behind `sigmoid` it makes no difference: the loss knows.
    pub const fn from_logits(mut self, from_logits: bool) -> BinaryCrossentropy {
        self.from_logits = from_logits;
        self
    }

    /// Replaces targets by `t·(1 - label_smoothing) + label_smoothing / 2`. In `0.0..=1.0`; the default is 0.
    pub const fn label_smoothing(mut self, label_smoothing: f64) -> BinaryCrossentropy {
        self.label_smoothing = label_smoothing;
        self
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> BinaryCrossentropy {
        self.reduction = reduction;
        self
    }

    fn smooth<T: Element>(&self, target: T) -> T {
        target * T::of(1.0 - self.label_smoothing) + T::of(0.5 * self.label_smoothing)
    }

    /// The loss of a logit, `softplus(z) - t·z`, and its slope.
    #[inline(always)]
    fn of_logit<T: Element>(&self, z: T, t: T) -> (T, T) {
        let (t, size) = (self.smooth(t), z.abs());
        // In a form without the difference of two large numbers.
        let loss = (-size).exp().ln_1p() + if z > T::zero() { (T::one() - t) * size } else { t * size };
        (loss, z.sigmoid() - t)
    }
}

impl<T: Element, R: Tensor<Element = T>, Y, H: BinaryHead<[R; N], Y>, const N: usize> Loss<[R; N], Y, H>
    for BinaryCrossentropy
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        if self.from_logits && !H::SIGMOID {
            return mean_of_answers(output, H::answers(target), |z, t| self.of_logit(z, t).0);
        }
        mean_of_answers(output, H::answers(target), |p, t| {
            let (p, t) = (clip(p), self.smooth(t));
            -(t * p.ln() + (T::one() - t) * (T::one() - p).ln())
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        if self.from_logits && !H::SIGMOID {
            gradient_of_answers(output, H::answers(target), gradient, |z, t| self.of_logit(z, t).1);
            return;
        }
        gradient_of_answers(output, H::answers(target), gradient, |y, t| {
            let (p, t) = (clip(y), self.smooth(t));
            // A clipped probability does not move.
            if p == y { (p - t) / (p * (T::one() - p)) } else { T::zero() }
        });
    }

    #[inline(always)]
    fn fused(&self, logits: &[R; N], _: &[R; N], target: &Y, gradient: &mut [R; N]) -> Option<T> {
        if H::SIGMOID {
            Some(fused_of_answers(logits, H::answers(target), gradient, |z, t| self.of_logit(z, t)))
        } else {
            None
        }
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }

    fn check(&self) -> Result<(), Error> {
        check_label_smoothing(self.label_smoothing)
    }
}
