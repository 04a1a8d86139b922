//! Batches, and how they are filled.

use core::sync::atomic::{AtomicBool, Ordering};

use super::shuffle::Shuffle;
use super::source::Source;
use crate::data::Target;
use crate::{Error, Sample};

/// Samples in memory: inputs with their targets, and with their weights or without.
pub(crate) struct Samples<X, Y> {
    pub(crate) inputs: Vec<X>,
    pub(crate) targets: Vec<Y>,
    pub(crate) weights: Vec<f64>,
}

impl<X, Y> Samples<X, Y> {
    pub(super) const fn new() -> Self {
        Samples { inputs: Vec::new(), targets: Vec::new(), weights: Vec::new() }
    }

    pub(super) fn clear(&mut self) {
        self.inputs.clear();
        self.targets.clear();
        self.weights.clear();
    }
}

impl<X: Copy, Y: Copy> Samples<X, Y> {
    /// Moves a sample behind those of `to`; the last one takes its place.
    pub(super) fn give(&mut self, sample: usize, to: &mut Samples<X, Y>) {
        to.inputs.extend_from_slice(&self.inputs[sample..=sample]);
        to.targets.push(self.targets.swap_remove(sample));
        let last = self.inputs.len() - 1;
        self.inputs.copy_within(last.., sample);
        self.inputs.truncate(last);
        if !self.weights.is_empty() {
            to.weights.push(self.weights.swap_remove(sample));
        }
    }
}

/// Fills batches from an open source.
pub(super) struct Filling<X, Y> {
    samples: Order<X, Y>,
    batch_size: usize,
    given: usize,
}

enum Order<X, Y> {
    Kept(Checked<X, Y>),
    Shuffled(Shuffle<X, Y>),
}

impl<X: Sample, Y: Target> Filling<X, Y> {
    /// Batches of samples in the order of the source, or in that of a buffer of some size, a seed and an epoch.
    pub(super) fn new(source: Box<dyn Source<X, Y>>, batch_size: usize, order: Option<(usize, u64, usize)>) -> Self {
        let source = Checked { source, read: 0 };
        let samples = match order {
            None | Some((1, ..)) => Order::Kept(source),
            Some((size, seed, epoch)) => Order::Shuffled(Shuffle::new(source, size, seed, epoch)),
        };
        Filling { samples, batch_size, given: 0 }
    }

    /// Makes the batch the next one: whether it has samples. A source that never had any is an error.
    pub(super) fn fill(&mut self, batch: &mut Samples<X, Y>, stop: &AtomicBool) -> Result<bool, Error> {
        batch.clear();
        while batch.inputs.len() < self.batch_size && !stop.load(Ordering::Relaxed) {
            let is_sample = match &mut self.samples {
                Order::Kept(source) => source.next(batch)?,
                Order::Shuffled(shuffle) => shuffle.next(batch, stop)?,
            };
            if !is_sample {
                break;
            }
        }
        self.given += batch.inputs.len();
        if self.given == 0 && !stop.load(Ordering::Relaxed) {
            return Err(Error::Empty { what: "stream" });
        }
        Ok(!batch.inputs.is_empty())
    }
}

/// A source whose samples are fit for training.
pub(super) struct Checked<X, Y> {
    source: Box<dyn Source<X, Y>>,
    read: usize,
}

impl<X: Sample, Y: Target> Checked<X, Y> {
    pub(super) fn next(&mut self, samples: &mut Samples<X, Y>) -> Result<bool, Error> {
        if !self.source.next(samples)? {
            return Ok(false);
        }
        let sample = self.read;
        self.read += 1;
        if let Some((index, value)) = samples.inputs.last().and_then(Sample::not_finite) {
            return Err(Error::NotFinite { what: "input", sample, index, value });
        }
        if let Some((index, value)) = samples.targets.last().and_then(Target::not_finite) {
            return Err(Error::NotFinite { what: "target", sample, index, value });
        }
        match samples.weights.last() {
            Some(&value) if !(value >= 0.0 && value.is_finite()) => Err(Error::Weight { sample, value }),
            _ => Ok(true),
        }
    }
}
