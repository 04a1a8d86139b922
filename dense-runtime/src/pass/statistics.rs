//! What is known of the whole batch in the middle of a training step.

use core::ops::Range;

use crate::plan::BatchPlan;

/// The statistics of the batch, for each `BatchNormalization` that learns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statistics<'a, T> {
    pub(crate) plan: &'static [BatchPlan],
    /// At least [`statistics_len`] numbers.
    pub(crate) numbers: &'a [T],
}

/// How many numbers there are of each column: the mean, the variance, and two sums for the way back.
const OF_A_COLUMN: usize = 4;

/// How many numbers these layers need.
#[cfg(feature = "std")]
pub(crate) const fn statistics_len(plan: &[BatchPlan]) -> usize {
    start(plan, plan.len())
}

/// Where the numbers of a layer lie.
pub(crate) const fn range_of(plan: &[BatchPlan], layer: usize) -> Range<usize> {
    start(plan, layer)..start(plan, layer + 1)
}

const fn start(plan: &[BatchPlan], layer: usize) -> usize {
    let mut start = 0;
    let mut at = 0;
    while at < layer {
        start += OF_A_COLUMN * plan[at].width;
        at += 1;
    }
    start
}

impl<'a, T> Statistics<'a, T> {
    /// The means that a layer found.
    #[inline(always)]
    pub(crate) fn mean(&self, layer: usize) -> &'a [T] {
        self.row(layer, 0)
    }

    /// The variances.
    #[inline(always)]
    pub(crate) fn variance(&self, layer: usize) -> &'a [T] {
        self.row(layer, 1)
    }

    /// How the loss changes with what is added to each column.
    #[inline(always)]
    pub(crate) fn offset(&self, layer: usize) -> &'a [T] {
        self.row(layer, 2)
    }

    /// How the loss changes with what each column is scaled by.
    #[inline(always)]
    pub(crate) fn scale(&self, layer: usize) -> &'a [T] {
        self.row(layer, 3)
    }

    #[inline(always)]
    fn row(&self, layer: usize, row: usize) -> &'a [T] {
        let width = self.plan[layer].width;
        &self.numbers[range_of(self.plan, layer)][row * width..][..width]
    }
}
