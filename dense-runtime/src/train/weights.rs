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
        // Of each sample the share of its places that count, which is 0 or 1 if it has one.
        let counted = |target: &Y| 1.0 - left_out(target, ignored) as f64 / loss.rows() as f64;
        let count = match ignored {
            Some(_) => {
                let left_out = targets.iter().map(|target| left_out(target, ignored)).sum::<usize>();
                targets.len() as f64 - left_out as f64 / loss.rows() as f64
            }
            None => targets.len() as f64,
        };
        let mean_over = |divisor: f64| match divisor {
            // Nothing counts.
            0.0 => 0.0,
            _ => targets.len() as f64 / divisor,
        };
        let common = match loss.reduction() {
            Reduction::Sum => (targets.len() * loss.rows()) as f64,
            // Summed in the order of the samples.
            Reduction::MeanWithSampleWeight if !weights.none() => {
                let samples = targets.iter().enumerate();
                mean_over(samples.map(|(sample, target)| weights.of(sample, target) * counted(target)).sum())
            }
            Reduction::MeanWithSampleWeight | Reduction::SumOverBatchSize => mean_over(count),
        };
        let even = weights.none() && common == 1.0 && count == targets.len() as f64;
        Factors { weights, common, ignored, even }
    }

    /// Whether all samples count 1, and none is left out.
    #[inline(always)]
    pub(super) fn even(&self) -> bool {
        self.even
    }

    /// Whether a sample with this target is left out, with all its places.
    #[inline(always)]
    pub(super) fn leaves_out<Y: Target>(&self, target: &Y) -> bool {
        let labels = target.labels();
        !self.even && self.ignored.is_some() && labels.len() > 0 && left_out(target, self.ignored) == labels.len()
    }

    #[inline(always)]
    pub(super) fn of<Y: Target>(&self, sample: usize, target: &Y) -> f64 {
        self.weights.of(sample, target) * self.common
    }
}

/// How many of a target's labels are the one that is left out, if one is.
#[inline(always)]
fn left_out<Y: Target>(target: &Y, ignored: Option<usize>) -> usize {
    target.labels().filter(|&label| Some(label) == ignored).count()
}
