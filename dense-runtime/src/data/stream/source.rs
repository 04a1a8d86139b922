//! Where the samples of one epoch come from.

use core::marker::PhantomData;

use super::filling::Samples;
use super::row::Row;
use crate::data::Target;
use crate::data::array::{Array, ArrayFile};
use crate::{Error, Sample};

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

/// A source of two files.
pub(super) struct Pairs<X, Y> {
    inputs: ArrayFile,
    targets: ArrayFile,
    left: usize,
    of: PhantomData<fn() -> (X, Y)>,
}

impl<X: Array + Sample, Y: Array + Target> Pairs<X, Y> {
    pub(super) fn new(inputs: ArrayFile, targets: ArrayFile) -> Result<Self, Error> {
        let (left, found) = (inputs.samples::<X>()?, targets.samples::<Y>()?);
        if left != found {
            return Err(Error::Lengths { expected: left, found, what: "targets" });
        }
        Ok(Pairs { inputs, targets, left, of: PhantomData })
    }

    pub(super) fn len(&self) -> usize {
        self.left
    }
}

impl<X: Array + Sample, Y: Array + Target> Source<X, Y> for Pairs<X, Y> {
    fn next(&mut self, samples: &mut Samples<X, Y>) -> Result<bool, Error> {
        if self.left == 0 {
            return Ok(false);
        }
        self.inputs.next_into(&mut samples.inputs)?;
        self.targets.next_into(&mut samples.targets)?;
        self.left -= 1;
        if self.left == 0 {
            self.inputs.check_end()?;
            self.targets.check_end()?;
        }
        Ok(true)
    }
}
