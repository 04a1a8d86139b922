//! How little two masks overlap.

use super::{Loss, Reduction, setting};
use crate::data::Numbers;
use crate::{Element, Error, Tensor};

/// `1 - 2·Σ t·p / (Σ t + Σ p + 1e-7)`, less than 1 by as much as masks overlap: the outputs `p`, from 0 to 1, and the
/// targets `t`.
///
/// Targets are arrays of the output's shape. All axes of a sample are summed over, and the batch's loss is the mean
/// over its samples, as with Keras's `Dice(axis=(1, 2, 3))`. Keras's default, `axis=None`, takes the whole batch for
/// one mask, so that what a sample counts depends on its neighbors; here it does not.
///
/// As in Keras the loss of an empty target is 1, whatever the output: such a sample teaches nothing. The slope is
/// `-2·(t·D - Σ t·p) / D²`, with the denominator `D`.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Dice, Loss};
///
/// let found: f64 = Loss::<_, _, Linear>::loss(&Dice::new(), &[0.5, 1.0, 0.5], &[0.0, 1.0, 1.0]);
/// assert!((found - (1.0 - 3.0 / 4.0)).abs() < 1e-6);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct Dice {
    reduction: Reduction,
}

impl Dice {
    /// The Dice loss.
    pub const fn new() -> Dice {
        Dice { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> Dice {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H> for Dice {
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        let (p, t) = (output.as_flat(), target.numbers().as_flat());
        T::one() - T::of(2.0) * overlap(p, t) / (sum(p) + sum(t) + T::of(1e-7))
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        let (p, t) = (output.as_flat(), target.numbers().as_flat());
        let total = sum(p) + sum(t) + T::of(1e-7);
        let share = overlap(p, t) / total;
        for (g, &t) in gradient.as_flat_mut().iter_mut().zip(t) {
            *g = T::of(-2.0) * (t - share) / total;
        }
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }
}

/// `1 - I / (I + alpha·FP + beta·FN + 1e-7)` (Salehi et al., 2017), with the overlap `I = Σ t·p`, the false positives
/// `FP = Σ (1 - t)·p` and the false negatives `FN = Σ t·(1 - p)`, for outputs `p`, from 0 to 1, and targets `t`.
///
/// Targets, axes and empty targets are as in [`Dice`], which it is about for an `alpha` and a `beta` of 0.5.
///
/// Here `alpha` weighs false positives and `beta` false negatives, as in the paper and in Keras's documentation.
/// Keras's code has them the other way round: `Tversky(alpha=a, beta=b)` there is `Tversky::new().alpha(b).beta(a)`
/// here.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Loss, Tversky};
///
/// let loss = Tversky::new().alpha(0.25).beta(0.75);
/// let found: f64 = Loss::<_, _, Linear>::loss(&loss, &[0.5, 1.0, 0.5], &[0.0, 1.0, 1.0]);
/// assert!((found - (1.0 - 1.5 / (1.5 + 0.25 * 0.5 + 0.75 * 0.5))).abs() < 1e-6);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Tversky {
    alpha: f64,
    beta: f64,
    reduction: Reduction,
}

impl Tversky {
    /// The loss with Keras's defaults, an `alpha` and a `beta` of 0.5.
    pub const fn new() -> Tversky {
        Tversky { alpha: 0.5, beta: 0.5, reduction: Reduction::SumOverBatchSize }
    }

    /// The weight of false positives. Finite and not negative; the default is 0.5.
    pub const fn alpha(mut self, alpha: f64) -> Tversky {
        self.alpha = alpha;
        self
    }

    /// The weight of false negatives. Finite and not negative; the default is 0.5.
    pub const fn beta(mut self, beta: f64) -> Tversky {
        self.beta = beta;
        self
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> Tversky {
        self.reduction = reduction;
        self
    }

    /// The overlap and the denominator.
    #[inline(always)]
    fn fraction<T: Element>(&self, p: &[T], t: &[T]) -> (T, T) {
        let both = overlap(p, t);
        let extra = p.iter().zip(t).map(|(&p, &t)| p * (T::one() - t)).sum::<T>();
        let missed = p.iter().zip(t).map(|(&p, &t)| (T::one() - p) * t).sum::<T>();
        (both, both + T::of(self.alpha) * extra + T::of(self.beta) * missed + T::of(1e-7))
    }
}

impl Default for Tversky {
    fn default() -> Tversky {
        Tversky::new()
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H> for Tversky {
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        let (both, total) = self.fraction(output.as_flat(), target.numbers().as_flat());
        T::one() - both / total
    }

    /// `-(t·D - I·(t + alpha·(1 - t) - beta·t)) / D²`, with the denominator `D`.
    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        let t = target.numbers().as_flat();
        let (both, total) = self.fraction(output.as_flat(), t);
        let share = both / total;
        for (g, &t) in gradient.as_flat_mut().iter_mut().zip(t) {
            let growth = t + T::of(self.alpha) * (T::one() - t) - T::of(self.beta) * t;
            *g = (share * growth - t) / total;
        }
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn check(&self) -> Result<(), Error> {
        let weight =
            |name, value: f64| setting(name, value, value >= 0.0 && value.is_finite(), "finite and not negative");
        weight("alpha", self.alpha)?;
        weight("beta", self.beta)
    }
}

/// `Σ t·p`
#[inline(always)]
fn overlap<T: Element>(p: &[T], t: &[T]) -> T {
    p.iter().zip(t).map(|(&p, &t)| p * t).sum()
}

#[inline(always)]
fn sum<T: Element>(mask: &[T]) -> T {
    mask.iter().copied().sum()
}
