//! The cross-entropy of answers of yes or no, turned towards the hard ones.

use super::mean::{fused_of_answers, gradient_of_answers, mean_of_answers, rows};
use super::{BinaryHead, Loss, Reduction, check_gamma, check_label_smoothing, clip, power, setting};
use crate::{Element, Error, Tensor};

/// `mean w·m^gamma·b` over a sample's outputs (Lin et al., 2017): the cross-entropy
/// `b = -(t·ln p + (1 - t)·ln(1 - p))`, less the smaller the miss `m = t·(1 - p) + (1 - t)·p`. The weight `w` is 1, or
/// with [`apply_class_balancing`](BinaryFocalCrossentropy::apply_class_balancing) `t·alpha + (1 - t)·(1 - alpha)`.
///
/// Targets are those of [`BinaryCrossentropy`](super::BinaryCrossentropy). Behind `sigmoid`, loss and gradient are
/// computed from the logits, stable whatever their size; the gradient is
/// `w·m^gamma·(gamma·(1 - 2t)·p·(1 - p)·b / m + p - t)`. (Keras clips probabilities even with `from_logits`.) Behind
/// another last activation, the outputs are probabilities; or logits, with
/// [`from_logits`](BinaryFocalCrossentropy::from_logits).
///
/// Probabilities are clipped to `1e-7..1 - 1e-7` in `b`, where they then have no gradient, but as in Keras not in `m`.
/// A miss below 0, of a "probability" outside of `0..=1`, counts as 0 (in Keras its power may be NaN).
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{BinaryFocalCrossentropy, Loss};
///
/// let loss = BinaryFocalCrossentropy::new().gamma(2.0);
/// let found: f64 = Loss::<_, _, Linear>::loss(&loss, &[0.75], &1u8);
/// assert!((found - 0.25 * 0.25 * -0.75_f64.ln()).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct BinaryFocalCrossentropy {
    apply_class_balancing: bool,
    alpha: f64,
    gamma: f64,
    from_logits: bool,
    label_smoothing: f64,
    reduction: Reduction,
}

impl BinaryFocalCrossentropy {
    /// The loss for probabilities, with Keras's defaults.
    pub const fn new() -> BinaryFocalCrossentropy {
        BinaryFocalCrossentropy {
            apply_class_balancing: false,
            alpha: 0.25,
            gamma: 2.0,
            from_logits: false,
            label_smoothing: 0.0,
            reduction: Reduction::SumOverBatchSize,
        }
    }

    /// Whether answers of yes are weighted by `alpha`, and answers of no by `1 - alpha`. The default is `false`.
    pub const fn apply_class_balancing(mut self, apply_class_balancing: bool) -> BinaryFocalCrossentropy {
        self.apply_class_balancing = apply_class_balancing;
        self
    }

    /// The weight of answers of yes, where classes are balanced. In `0.0..=1.0`; the default is 0.25.
    pub const fn alpha(mut self, alpha: f64) -> BinaryFocalCrossentropy {
        self.alpha = alpha;
        self
    }

    /// How much less easy answers count; with 0 all count the same. Finite and not negative; the default is 2.
    pub const fn gamma(mut self, gamma: f64) -> BinaryFocalCrossentropy {
        self.gamma = gamma;
        self
    }

    /// Whether the outputs are logits. The default is `false`. Behind `sigmoid` it makes no difference: the loss knows.
    pub const fn from_logits(mut self, from_logits: bool) -> BinaryFocalCrossentropy {
        self.from_logits = from_logits;
        self
    }

    /// Replaces targets by `t·(1 - label_smoothing) + label_smoothing / 2`. In `0.0..=1.0`; the default is 0.
    pub const fn label_smoothing(mut self, label_smoothing: f64) -> BinaryFocalCrossentropy {
        self.label_smoothing = label_smoothing;
        self
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> BinaryFocalCrossentropy {
        self.reduction = reduction;
        self
    }

    fn smooth<T: Element>(&self, target: T) -> T {
        target * T::of(1.0 - self.label_smoothing) + T::of(0.5 * self.label_smoothing)
    }

    fn weight<T: Element>(&self, target: T) -> T {
        if !self.apply_class_balancing {
            return T::one();
        }
        target * T::of(self.alpha) + (T::one() - target) * T::of(1.0 - self.alpha)
    }

    /// The loss of a logit and its slope.
    #[inline(always)]
    fn of_logit<T: Element>(&self, z: T, t: T) -> (T, T) {
        let (t, size) = (self.smooth(t), z.abs());
        let cross_entropy = (-size).exp().ln_1p() + if z > T::zero() { (T::one() - t) * size } else { t * size };
        // Both answers' probabilities, and how far they are from the target, without differences from 1.
        let (yes, no) = (z.sigmoid(), (-z).sigmoid());
        let (too_low, too_high) = (t * no, (T::one() - t) * yes);
        let miss = too_low + too_high;
        let scale = self.weight(t) * power(miss, self.gamma);
        // `p·(1 - p) / m`. The miss is at least the smaller probability; where it underflows, its power goes to 0.
        let (small, large) = if yes < no { (yes, no) } else { (no, yes) };
        let turn = if miss == T::zero() { T::zero() } else { (T::one() - t - t) * large * (small / miss) };
        (scale * cross_entropy, scale * (T::of(self.gamma) * turn * cross_entropy + (too_high - too_low)))
    }
}

impl Default for BinaryFocalCrossentropy {
    fn default() -> BinaryFocalCrossentropy {
        BinaryFocalCrossentropy::new()
    }
}

impl<T: Element, R: Tensor<Element = T>, Y, H: BinaryHead<[R; N], Y>, const N: usize> Loss<[R; N], Y, H>
    for BinaryFocalCrossentropy
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        if self.from_logits && !H::SIGMOID {
            return mean_of_answers(output, H::answers(target), |z, t| self.of_logit(z, t).0);
        }
        mean_of_answers(output, H::answers(target), |p, t| {
            let t = self.smooth(t);
            self.weight(t) * power(miss(p, t), self.gamma) * cross_entropy(clip(p), t)
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        if self.from_logits && !H::SIGMOID {
            gradient_of_answers(output, H::answers(target), gradient, |z, t| self.of_logit(z, t).1);
            return;
        }
        gradient_of_answers(output, H::answers(target), gradient, |y, t| {
            let (p, t, miss) = (clip(y), self.smooth(t), miss(y, self.smooth(t)));
            // A clipped probability does not move; nor does a miss of 0, where a `gamma` below 1 would have it move
            // infinitely.
            let slope = if p == y { (p - t) / (p * (T::one() - p)) } else { T::zero() };
            let growth = if self.gamma == 0.0 || (miss == T::zero() && self.gamma < 1.0) {
                T::zero()
            } else {
                T::of(self.gamma) * power(miss, self.gamma - 1.0) * (T::one() - t - t)
            };
            self.weight(t) * (growth * cross_entropy(p, t) + power(miss, self.gamma) * slope)
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
        setting("alpha", self.alpha, (0.0..=1.0).contains(&self.alpha), "in 0.0..=1.0")?;
        check_gamma(self.gamma)?;
        check_label_smoothing(self.label_smoothing)
    }
}

/// `t·(1 - p) + (1 - t)·p`, but not below 0; NaN stays.
#[inline(always)]
fn miss<T: Element>(p: T, t: T) -> T {
    let miss = t * (T::one() - p) + (T::one() - t) * p;
    if miss < T::zero() { T::zero() } else { miss }
}

#[inline(always)]
fn cross_entropy<T: Element>(p: T, t: T) -> T {
    -(t * p.ln() + (T::one() - t) * (T::one() - p).ln())
}
