//! Samples that the caller has, as the trainer goes through them.

use core::ops::Range;

use crate::data::Dataset;
use crate::{Sample, data::Target};

/// Inputs, their targets, and their weights: one for each sample, or none if all count the same.
#[derive(Debug)]
pub(super) struct Samples<'a, X, Y> {
    pub(super) inputs: &'a [X],
    pub(super) targets: &'a [Y],
    pub(super) weights: &'a [f64],
}

impl<X, Y> Clone for Samples<'_, X, Y> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<X, Y> Copy for Samples<'_, X, Y> {}

impl<'a, X: Sample, Y: Target> Samples<'a, X, Y> {
    /// All samples of a data set.
    pub(super) fn of(data: &'a Dataset<X, Y>) -> Self {
        let weights = data.sample_weights().unwrap_or_default();
        Samples { inputs: data.inputs(), targets: data.targets(), weights }
    }
}

impl<'a, X, Y> Samples<'a, X, Y> {
    pub(super) fn range(self, range: Range<usize>) -> Self {
        let weights = self.weights.get(range.clone()).unwrap_or_default();
        Samples { inputs: &self.inputs[range.clone()], targets: &self.targets[range], weights }
    }

    /// So many samples after so many samples.
    pub(super) fn batches(self, size: usize) -> impl Iterator<Item = Samples<'a, X, Y>> {
        let samples = self.inputs.len();
        (0..samples).step_by(size).map(move |start| self.range(start..samples.min(start + size)))
    }
}
