//! Streams of arrays in files.

use core::marker::PhantomData;

use super::filling::Samples;
use super::{Source, Stream};
use crate::data::{Array, ArrayFile, Target};
use crate::{Error, Sample};

impl<X: Array + Sample, Y: Array + Target> Stream<X, Y> {
    /// A stream of two files with arrays: one has the inputs, the other the targets.
    ///
    /// Both are opened at once, so that files that do not fit are found before anything is trained, and then in each epoch.
    ///
    /// # Errors
    ///
    /// Those of the closures, [`Error::Format`] for arrays of other shapes than the samples', [`Error::Lengths`] if there are not as
    /// many targets as inputs.
    ///
    /// ```no_run
    /// # #[cfg(feature = "idx")] {
    /// use dense_runtime::data::{Stream, idx};
    ///
    /// let train: Stream<[f32; 784], u8> = Stream::arrays(
    ///     || Ok(idx::open("train-images-idx3-ubyte.gz")?.divide(255.0)),
    ///     || idx::open("train-labels-idx1-ubyte.gz"),
    /// )?;
    /// # }
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn arrays<I, T>(inputs: I, targets: T) -> Result<Self, Error>
    where
        I: Fn() -> Result<ArrayFile, Error> + Send + Sync + 'static,
        T: Fn() -> Result<ArrayFile, Error> + Send + Sync + 'static,
    {
        let samples = Pairs::<X, Y>::new(inputs()?, targets()?)?.len();
        let open = move || Ok(Box::new(Pairs::<X, Y>::new(inputs()?, targets()?)?) as Box<dyn Source<X, Y>>);
        Ok(Stream::of(open).samples(samples))
    }
}

/// A source of two files.
struct Pairs<X, Y> {
    inputs: ArrayFile,
    targets: ArrayFile,
    left: usize,
    of: PhantomData<fn() -> (X, Y)>,
}

impl<X: Array + Sample, Y: Array + Target> Pairs<X, Y> {
    fn new(inputs: ArrayFile, targets: ArrayFile) -> Result<Self, Error> {
        let (left, found) = (inputs.samples::<X>()?, targets.samples::<Y>()?);
        if left != found {
            return Err(Error::Lengths { expected: left, found, what: "targets" });
        }
        Ok(Pairs { inputs, targets, left, of: PhantomData })
    }

    fn len(&self) -> usize {
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
