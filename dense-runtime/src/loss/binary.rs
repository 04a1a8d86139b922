//! The cross-entropy of answers of yes or no.

use super::{BinaryHead, Loss, Reduction, check_label_smoothing, clip};
use crate::{Element, Error, Tensor};

/// `mean -(t·ln p + (1 - t)·ln(1 - p))` over a sample's outputs.
///
/// Targets are arrays as long as the output, or, for a single output, a label 0 or 1. Behind `sigmoid`, loss and gradient
/// are computed from the logits, `softplus(z) - t·z` and `sigmoid(z) - t`, stable whatever their size. Behind another last
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

    /// `mean softplus(z) - t·z` with its gradient.
    #[inline(always)]
    fn logits_loss<T: Element, const K: usize>(&self, logits: &[T; K], target: [T; K], gradient: &mut [T; K]) -> T {
        let share = T::of(1.0 / K as f64);
        let mut loss = T::zero();
        for ((g, &z), t) in gradient.iter_mut().zip(logits).zip(target) {
            let t = self.smooth(t);
            // `softplus(z) - t·z` in a form without the difference of two large numbers.
            let size = z.abs();
            loss += (-size).exp().ln_1p() + if z > T::zero() { (T::one() - t) * size } else { t * size };
            *g = (z.sigmoid() - t) * share;
        }
        loss * share
    }
}

impl<T: Element, Y, H: BinaryHead<T, Y, K>, const K: usize> Loss<[T; K], Y, H> for BinaryCrossentropy {
    #[inline(always)]
    fn loss(&self, output: &[T; K], target: &Y) -> T {
        if self.from_logits && !H::SIGMOID {
            return self.logits_loss(output, H::answers(target), &mut [T::zero(); K]);
        }
        let terms = output.iter().zip(H::answers(target)).map(|(&p, t)| {
            let (p, t) = (clip(p), self.smooth(t));
            -(t * p.ln() + (T::one() - t) * (T::one() - p).ln())
        });
        terms.sum::<T>() / T::of(K as f64)
    }

    #[inline(always)]
    fn gradient(&self, output: &[T; K], target: &Y, gradient: &mut [T; K]) {
        if self.from_logits && !H::SIGMOID {
            self.logits_loss(output, H::answers(target), gradient);
            return;
        }
        let share = T::of(1.0 / K as f64);
        for ((g, &y), t) in gradient.as_flat_mut().iter_mut().zip(output).zip(H::answers(target)) {
            let (p, t) = (clip(y), self.smooth(t));
            // A clipped probability does not move.
            *g = if p == y { share * (p - t) / (p * (T::one() - p)) } else { T::zero() };
        }
    }

    #[inline(always)]
    fn fused(&self, logits: &[T; K], _: &[T; K], target: &Y, gradient: &mut [T; K]) -> Option<T> {
        if H::SIGMOID { Some(self.logits_loss(logits, H::answers(target), gradient)) } else { None }
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn check(&self) -> Result<(), Error> {
        check_label_smoothing(self.label_smoothing)
    }
}
