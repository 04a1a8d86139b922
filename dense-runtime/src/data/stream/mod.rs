//! Samples that come from a file or another source while a network trains on them.

#[cfg(any(feature = "idx", feature = "npy"))]
mod arrays;
mod epoch;
mod filling;
mod records;
mod row;
mod shuffle;
mod source;

use core::fmt;
use std::sync::Arc;

pub use epoch::Epoch;
pub(crate) use epoch::Reading;
#[cfg(any(feature = "csv", feature = "image"))]
pub(crate) use filling::Samples;
pub use row::Row;
pub(crate) use source::Source;

use super::Target;
use crate::{Error, Sample};
use source::Iterated;

/// Samples for data that is larger than memory: they are read anew in each epoch, while the network trains.
///
/// A stream is made of a closure that opens the source and gives its rows, an input and a target each, or of files: of
/// records of bytes ([`Stream::records`]), of arrays (`Stream::arrays`, with the feature `idx` or `npy`), of a table
/// (`csv::TableOptions::stream`, with the feature `csv`), or of a folder of images (`image::ImageFolder::stream`, with the feature
/// `image`).
///
/// A thread reads and decodes the next batches, while the current one is at work. There are three batches at any time, whatever
/// the size of the source, and once they have their memory no further batch allocates.
///
/// ```
/// use dense_runtime::Error;
/// use dense_runtime::data::Stream;
///
/// // Opened anew for each epoch: here it counts, elsewhere it asks a database.
/// let mut stream = Stream::new(|| Ok((0..10).map(|i| Ok(([i as f32 / 10.0], (i % 2) as u8)))));
/// let mut epoch = stream.epoch(0, 4)?;
/// let mut sizes = Vec::new();
/// while let Some(batch) = epoch.next_batch()? {
///     sizes.push(batch.inputs().len());
/// }
/// assert_eq!(sizes, [4, 4, 2]);
/// # Ok::<(), Error>(())
/// ```
///
/// Samples come in the order of the source, or in one that [`shuffle_buffer`](Stream::shuffle_buffer) makes of it. Numbers that are
/// not finite and weights that make no sense are errors, as in a [`Dataset`](crate::Dataset).
pub struct Stream<X, Y> {
    open: Arc<Open<X, Y>>,
    /// How many samples to choose from; at most one if their order is kept.
    shuffle_buffer: usize,
    seed: u64,
    samples: Option<usize>,
}

/// Opens a source on the thread that reads it, which it need not leave.
type Open<X, Y> = dyn Fn() -> Result<Box<dyn Source<X, Y>>, Error> + Send + Sync;

impl<X: Sample, Y: Target> Stream<X, Y> {
    /// A stream of the rows that the closure gives in each epoch: pairs of an input and a target, or three of these and a
    /// weight ([`Row`]).
    ///
    /// The closure is called on the thread that reads. Its errors, and those of rows, end the epoch; a panic goes on to
    /// whoever asks for the next batch.
    ///
    /// ```
    /// use dense_runtime::data::Stream;
    ///
    /// let weighted = Stream::new(|| Ok([Ok(([0.5f32; 3], [1.0f32], 2.0)), Ok(([0.1; 3], [0.0], 1.0))]));
    /// ```
    pub fn new<F, I, R>(open: F) -> Self
    where
        F: Fn() -> Result<I, Error> + Send + Sync + 'static,
        I: IntoIterator<Item = Result<R, Error>, IntoIter: 'static>,
        R: Row<Input = X, Target = Y>,
    {
        Stream::of(move || Ok(Box::new(Iterated(open()?.into_iter())) as Box<dyn Source<X, Y>>))
    }

    pub(crate) fn of(open: impl Fn() -> Result<Box<dyn Source<X, Y>>, Error> + Send + Sync + 'static) -> Self {
        Stream { open: Arc::new(open), shuffle_buffer: 1, seed: 0, samples: None }
    }

    /// Keeps so many samples in memory and takes the next one from among them by chance, as TensorFlow's `shuffle` does. The
    /// larger the buffer, the better the samples mix; one as large as the source gives each order the same chance. Seed and
    /// epoch decide the order.
    ///
    /// ```
    /// use dense_runtime::data::Stream;
    ///
    /// let mut stream =
    ///     Stream::new(|| Ok((0..100).map(|i| Ok(([i as f32], 0u8))))).shuffle_buffer(20).seed(7);
    /// let first = stream.epoch(0, 1)?.next_batch()?.map(|batch| batch.inputs()[0][0]);
    /// assert!(first.is_some_and(|first| first < 20.0));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn shuffle_buffer(mut self, samples: usize) -> Self {
        self.shuffle_buffer = samples;
        self
    }

    /// What the order of [`shuffle_buffer`](Stream::shuffle_buffer) depends on beside the epoch. The default is 0.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Says how many samples an epoch has, where that is known beforehand, so that progress can be shown in the first epoch.
    /// Nothing else depends on it. Streams of arrays and records know it, and others after their first epoch.
    #[must_use]
    pub fn samples(mut self, samples: usize) -> Self {
        self.samples = Some(samples);
        self
    }

    /// How many samples an epoch has, if that is known.
    #[must_use]
    pub fn len_hint(&self) -> Option<usize> {
        self.samples
    }

    /// Starts to read: an epoch's batches of `batch_size` samples, the last one of what is left.
    ///
    /// The epoch may be dropped before its end. The thread that reads then ends with the sample that it is at, and nobody waits
    /// for it.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if `batch_size` or `shuffle_buffer` is 0.
    pub fn epoch(&mut self, epoch: usize, batch_size: usize) -> Result<Epoch<'_, X, Y>, Error> {
        Epoch::start(self, epoch, batch_size)
    }
}

impl<X, Y> fmt::Debug for Stream<X, Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("shuffle_buffer", &self.shuffle_buffer)
            .field("seed", &self.seed)
            .field("samples", &self.samples)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
