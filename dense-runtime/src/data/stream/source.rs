//! Where the samples of one epoch come from.

use super::filling::Samples;
use super::row::Row;
use crate::Error;

/// An open source. It puts samples where they belong itself, so that large ones are not carried over the stack.
pub(crate) trait Source<X, Y> {
    /// Adds the next sample, its weight too if samples have weights. Gives `false` if there is none any more.
    fn next(&mut self, samples: &mut Samples<X, Y>) -> Result<bool, Error>;
}

/// A source that is an iterator.
pub(super) struct Iterated<I>(pub(super) I);

impl<R: Row, I: Iterator<Item = Result<R, Error>>> Source<R::Input, R::Target> for Iterated<I> {
    fn next(&mut self, samples: &mut Samples<R::Input, R::Target>) -> Result<bool, Error> {
        let Some(row) = self.0.next() else { return Ok(false) };
        let (input, target, weight) = row?.parts();
        samples.inputs.push(input);
        samples.targets.push(target);
        samples.weights.extend(weight);
        Ok(true)
    }
}
