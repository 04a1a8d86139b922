//! How much each sample of a batch counts: its weight, and what the loss's reduction makes of it.

use crate::data::Target;
use crate::loss::{Loss, Reduction};
use crate::network::Compiled;

/// The weights of a batch's samples. Where there are none, all count 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<'a> {
    /// Those of the samples themselves, one for each or none.
    pub(super) sample: &'a [f64],
    /// Those of their classes, one for each or none.
    pub(super) class: &'a [f64],
}

impl Weights<'_> {
    pub(super) fn none(&self) -> bool {
        self.sample.is_empty() && self.class.is_empty()
    }

    #[inline(always)]
    pub(super) fn of<Y: Target>(&self, sample: usize, target: &Y) -> f64 {
        let mut weight = self.sample.get(sample).copied().unwrap_or(1.0);
        if !self.class.is_empty() {
            weight *= target.meant().and_then(|class| self.class.get(class)).copied().unwrap_or(1.0);
        }
        weight
    }
}

/// What the loss and the gradient of each sample are multiplied by, so that the batch's loss is the mean over its samples
/// whatever the reduction.
///
/// Penalties on outputs, which each sample has beside its loss, are a mean with all reductions: only what stands here tells
/// reductions apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factors<'a> {
    weights: Weights<'a>,
    /// The number of samples over that which the reduction divides by.
    common: f64,
    /// The label of samples that are left out.
    ignored: Option<usize>,
    /// Whether all factors are 1, and no sample is left out.
    even: bool,
}

impl<'a> Factors<'a> {
    pub(super) fn new<N: Compiled, Y: Target>(
        loss: &impl Loss<N::Output, Y, N::Head>,
        targets: &[Y],
        weights: Weights<'a>,
    ) -> Factors<'a> {
        let ignored = loss.ignore_class();
        let counted = || targets.iter().enumerate().filter(|(_, target)| !is(*target, ignored));
        let count = if ignored.is_some() { counted().count() } else { targets.len() };
        let mean_over = |divisor: f64| match divisor {
            // Nothing counts.
            0.0 => 0.0,
            _ => targets.len() as f64 / divisor,
        };
        let common = match loss.reduction() {
            Reduction::Sum => (targets.len() * loss.rows()) as f64,
            // Summed in the order of the samples.
            Reduction::MeanWithSampleWeight if !weights.none() => {
                mean_over(counted().map(|(sample, target)| weights.of(sample, target)).sum())
            }
            Reduction::MeanWithSampleWeight | Reduction::SumOverBatchSize => mean_over(count as f64),
        };
        let even = weights.none() && common == 1.0 && count == targets.len();
        Factors { weights, common, ignored, even }
    }

    /// Whether all samples count 1, and none is left out.
    #[inline(always)]
    pub(super) fn even(&self) -> bool {
        self.even
    }

    /// Whether a sample with this target is left out.
    #[inline(always)]
    pub(super) fn leaves_out<Y: Target>(&self, target: &Y) -> bool {
        !self.even && is(target, self.ignored)
    }

    #[inline(always)]
    pub(super) fn of<Y: Target>(&self, sample: usize, target: &Y) -> f64 {
        self.weights.of(sample, target) * self.common
    }
}

/// Whether a target is the label that is left out, if one is.
#[inline(always)]
fn is<Y: Target>(target: &Y, ignored: Option<usize>) -> bool {
    ignored.is_some() && target.label() == ignored
}
