//! One going over a stream, with a thread that is ahead of it.

use core::fmt;
use core::sync::atomic::{AtomicBool, Ordering};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use super::Stream;
use super::filling::{Filling, Samples};
use crate::data::{Batch, Target};
use crate::{Error, Sample};

/// How many batches there are: one at work, one that is ready, one that is being filled.
const BATCHES: usize = 3;

/// An epoch of a [`Stream`]: batch after batch.
///
/// ```
/// use dense_runtime::data::Stream;
///
/// let mut stream = Stream::new(|| Ok((0..100).map(|i| Ok(([i as f32], [2.0 * i as f32])))));
/// let (mut epoch, mut samples) = (stream.epoch(0, 32)?, 0);
/// while let Some(batch) = epoch.next_batch()? {
///     assert_eq!(batch.targets()[0][0], 2.0 * batch.inputs()[0][0]);
///     samples += batch.inputs().len();
/// }
/// assert_eq!(samples, 100);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub struct Epoch<'a, X, Y> {
    stream: &'a mut Stream<X, Y>,
    reading: Reading<X, Y>,
}

impl<'a, X: Sample, Y: Target> Epoch<'a, X, Y> {
    pub(super) fn start(stream: &'a mut Stream<X, Y>, epoch: usize, batch_size: usize) -> Result<Self, Error> {
        let reading = Reading::start(stream, Some(epoch), batch_size)?;
        Ok(Epoch { stream, reading })
    }

    /// The next batch, or nothing after the last one. It waits for the thread that reads, if that is behind.
    ///
    /// # Errors
    ///
    /// Those of the source; [`Error::NotFinite`] and [`Error::Weight`] for a sample that cannot be trained on, counted from
    /// 0 in the order of the source; [`Error::Empty`] if there is no sample at all. No batch follows an error.
    ///
    /// # Panics
    ///
    /// If the source panics, with the same payload.
    pub fn next_batch(&mut self) -> Result<Option<Batch<'_, X, Y>>, Error> {
        let samples = self.reading.next(self.stream)?;
        Ok(samples.map(|samples| Batch::new(&samples.inputs, &samples.targets, &samples.weights)))
    }
}

impl<X, Y> fmt::Debug for Epoch<'_, X, Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Epoch").field("given", &self.reading.given).finish_non_exhaustive()
    }
}

/// One going over a stream, whose thread ends when this is dropped.
pub(crate) struct Reading<X, Y> {
    /// The batch at work.
    batch: Option<Samples<X, Y>>,
    filled: Receiver<Result<Samples<X, Y>, Error>>,
    used: SyncSender<Samples<X, Y>>,
    stop: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
    given: usize,
}

impl<X: Sample, Y: Target> Reading<X, Y> {
    /// Starts to read. Samples are shuffled as the stream says in an epoch, and in the order of the source without one.
    pub(crate) fn start(stream: &Stream<X, Y>, epoch: Option<usize>, batch_size: usize) -> Result<Self, Error> {
        for (name, value) in [("batch_size", batch_size), ("shuffle_buffer", stream.shuffle_buffer)] {
            if value == 0 {
                return Err(Error::Setting { name, value: 0.0, expected: "at least 1" });
            }
        }
        // There is room for all batches and an error in either direction, so that nobody waits for room.
        let (to_work, filled) = sync_channel(BATCHES + 1);
        let (used, to_fill) = sync_channel(BATCHES + 1);
        for _ in 0..BATCHES {
            drop(used.send(Samples::new()));
        }
        let stop = Arc::new(AtomicBool::new(false));
        let (open, stopped) = (Arc::clone(&stream.open), Arc::clone(&stop));
        let order = epoch.map(|epoch| (stream.shuffle_buffer, stream.seed, epoch));
        let read = move || {
            let source = open().map(|source| Filling::new(source, batch_size, order));
            read_all(source, &to_fill, &to_work, &stopped);
        };
        // Rows of a closure's iterator cross the stack, some of them more than once where nothing is optimized.
        let stack = (2 << 20) + 32 * (size_of::<X>() + size_of::<Y>());
        let reader = thread::Builder::new().name("dense-reader".into()).stack_size(stack).spawn(read);
        let reader = reader.map_err(|error| Error::file("stream".as_ref(), "start a thread for", &error))?;
        Ok(Reading { batch: None, filled, used, stop, reader: Some(reader), given: 0 })
    }

    /// The next batch, or nothing after the last one, when the stream comes to know how many samples it has.
    pub(crate) fn next(&mut self, stream: &mut Stream<X, Y>) -> Result<Option<&Samples<X, Y>>, Error> {
        if self.reader.is_none() {
            return Ok(None);
        }
        if let Some(used) = self.batch.take() {
            // A reader that has ended takes no more batches.
            drop(self.used.send(used));
        }
        let Ok(filled) = self.filled.recv() else {
            self.join();
            stream.samples = Some(self.given);
            return Ok(None);
        };
        if filled.is_err() {
            self.join();
        }
        let batch = self.batch.insert(filled?);
        self.given += batch.inputs.len();
        Ok(Some(batch))
    }

    /// The batch that [`next`](Reading::next) gave.
    pub(crate) fn batch(&self) -> Option<&Samples<X, Y>> {
        self.batch.as_ref()
    }

    /// Waits for the reader, which is at its end, and goes on with its panic.
    fn join(&mut self) {
        if let Some(Err(panic)) = self.reader.take().map(JoinHandle::join) {
            resume_unwind(panic);
        }
    }
}

impl<X, Y> Drop for Reading<X, Y> {
    /// The reader sees this at its next sample. A source that waits for something may keep it for long, so nobody waits here.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Fills batches as they come back from work, until the source ends or nobody wants more.
fn read_all<X: Sample, Y: Target>(
    source: Result<Filling<X, Y>, Error>,
    to_fill: &Receiver<Samples<X, Y>>,
    to_work: &SyncSender<Result<Samples<X, Y>, Error>>,
    stop: &AtomicBool,
) {
    let mut fill = match source {
        Ok(filling) => filling,
        // Who does not listen any more need not know.
        Err(error) => return drop(to_work.send(Err(error))),
    };
    while let Ok(mut batch) = to_fill.recv() {
        let message = match fill.fill(&mut batch, stop) {
            Ok(true) => Ok(batch),
            Ok(false) => return,
            Err(error) => Err(error),
        };
        let is_last = message.is_err();
        if to_work.send(message).is_err() || is_last {
            return;
        }
    }
}
