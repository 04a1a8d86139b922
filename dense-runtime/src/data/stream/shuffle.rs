//! The order of samples, where a source is too large to shuffle all of it.

use core::sync::atomic::{AtomicBool, Ordering};

use super::filling::{Checked, Samples};
use crate::data::Target;
use crate::random::{Random, Stream as Purpose};
use crate::{Error, Sample};

/// Some samples of a source, one of which is the next.
pub(super) struct Shuffle<X, Y> {
    source: Checked<X, Y>,
    size: usize,
    buffer: Samples<X, Y>,
    random: Random,
    is_at_end: bool,
}

impl<X: Sample, Y: Target> Shuffle<X, Y> {
    pub(super) fn new(source: Checked<X, Y>, size: usize, seed: u64, epoch: usize) -> Self {
        let random = Random::new(seed, Purpose::Shuffle, epoch as u32);
        Shuffle { source, size, buffer: Samples::new(), random, is_at_end: false }
    }

    /// Adds one of the samples by chance; the source's next one takes its place.
    pub(super) fn next(&mut self, samples: &mut Samples<X, Y>, stop: &AtomicBool) -> Result<bool, Error> {
        while !self.is_at_end && self.buffer.inputs.len() < self.size {
            if stop.load(Ordering::Relaxed) {
                return Ok(false);
            }
            self.is_at_end = !self.source.next(&mut self.buffer)?;
        }
        if self.buffer.inputs.is_empty() {
            return Ok(false);
        }
        let choice = self.random.below(u32::try_from(self.buffer.inputs.len()).unwrap_or(u32::MAX));
        self.buffer.give(choice as usize, samples);
        Ok(true)
    }
}
