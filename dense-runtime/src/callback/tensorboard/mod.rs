//! Files for TensorBoard.

mod event_file;
mod histogram;
mod message;
mod record;

use std::path::PathBuf;
use std::time::Instant;

use self::event_file::{EventFile, Name, now};
use crate::Error;
use crate::train::{Callback, Memory, Run};

/// Writes figures, and histograms of the parameters, for [TensorBoard](https://www.tensorflow.org/tensorboard): look at them with
/// `tensorboard --logdir logs`, while training runs or later.
///
/// ```
/// use dense_runtime::callback::TensorBoard;
///
/// let board = TensorBoard::new("logs/first").histogram_freq(1).update_freq(100);
/// ```
///
/// Names and steps are Keras's. After each epoch, by its number from 0:
///
/// | folder | |
/// |---|---|
/// | `train` | `epoch_loss`, `epoch_accuracy` and so on, `epoch_learning_rate`, `epoch_steps_per_second`; histograms as `hidden/kernel/histogram` |
/// | `validation` | `epoch_loss`, `epoch_accuracy` and so on; the same by the number of steps as `evaluation_loss_vs_iterations` |
///
/// and in `train` after each so many batches, by their number from 1, if [`update_freq`](Self::update_freq) says so, the figures
/// of the epoch so far as `batch_loss` and so on. (With an `update_freq` of batches, Keras leaves out epochs that do not
/// end with one of them.)
///
/// Each run has files of its own, and should have a folder of its own. A run that is interrupted and goes on takes out what was
/// written after the checkpoint, and writes on.
///
/// # Errors
///
/// `fit` ends with [`Error::Setting`] before anything is trained for an `update_freq` of 0, with [`Error::File`] when a file cannot
/// be written, and with [`Error::Format`] if a run goes on and a file is shorter than it was.
#[derive(Debug)]
#[must_use]
pub struct TensorBoard {
    log_dir: PathBuf,
    histogram_freq: usize,
    write_steps_per_second: bool,
    update_freq: UpdateFreq,
    name: Option<Name>,
    train: Log,
    validation: Log,
    batches: usize,
    epoch_begin: Option<(Instant, u64)>,
    batch_begin: Option<Instant>,
}

/// When figures are written: what [`TensorBoard::update_freq`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateFreq {
    /// After each epoch.
    Epoch,
    /// After each batch too.
    Batch,
    /// After each so many batches too.
    Batches(usize),
}

impl From<usize> for UpdateFreq {
    fn from(batches: usize) -> Self {
        UpdateFreq::Batches(batches)
    }
}

/// One of the two files. It is opened when there is something to write.
#[derive(Debug, Default)]
struct Log {
    file: Option<EventFile>,
    /// How long it was when the run was interrupted that goes on.
    resumed_at: Option<u64>,
}

/// Writes to the folder `logs`.
impl Default for TensorBoard {
    fn default() -> Self {
        TensorBoard::new("logs")
    }
}

impl TensorBoard {
    /// Writes to this folder, which is made if it is not there.
    pub fn new(log_dir: impl Into<PathBuf>) -> TensorBoard {
        TensorBoard {
            log_dir: log_dir.into(),
            histogram_freq: 0,
            write_steps_per_second: false,
            update_freq: UpdateFreq::Epoch,
            name: None,
            train: Log::default(),
            validation: Log::default(),
            batches: 0,
            epoch_begin: None,
            batch_begin: None,
        }
    }

    /// After each how many epochs there are histograms of the parameters, from the first on. The default is 0, never.
    pub fn histogram_freq(mut self, histogram_freq: usize) -> Self {
        self.histogram_freq = histogram_freq;
        self
    }

    /// Whether to write how many steps there are in a second: of each epoch, validation included, and of the batches that are
    /// written. The default is `false`.
    pub fn write_steps_per_second(mut self, write_steps_per_second: bool) -> Self {
        self.write_steps_per_second = write_steps_per_second;
        self
    }

    /// When to write figures: [`UpdateFreq::Epoch`], the default, [`UpdateFreq::Batch`], or a number of batches.
    pub fn update_freq(mut self, update_freq: impl Into<UpdateFreq>) -> Self {
        self.update_freq = update_freq.into();
        self
    }

    /// Whether figures are to be written after the batch that is trained on.
    fn batch_is_due(&self) -> bool {
        match self.update_freq {
            UpdateFreq::Epoch => false,
            UpdateFreq::Batch => true,
            UpdateFreq::Batches(freq) => self.batches.is_multiple_of(freq),
        }
    }

    fn write(&mut self, folder: &str, records: &[u8]) -> Result<(), Error> {
        let log = if folder == TRAIN { &mut self.train } else { &mut self.validation };
        let file = match &mut log.file {
            Some(file) => file,
            none => {
                let name = *self.name.get_or_insert_with(Name::new);
                let folder = self.log_dir.join(folder);
                none.insert(match log.resumed_at.take() {
                    Some(length) => EventFile::resume(&folder, name, length)?,
                    None => EventFile::create(&folder, name)?,
                })
            }
        };
        file.write(records)
    }

    fn write_epoch(&mut self, run: &Run<'_>) -> Result<(), Error> {
        let (time, epoch) = (now(), run.epoch as u64);
        let (mut train, mut validation) = (Vec::new(), Vec::new());
        for (name, value) in run.scores.iter().filter(|(name, _)| *name != "learning_rate") {
            match name.strip_prefix("val_") {
                None => record::append(&mut train, &message::scalar(time, epoch, &format!("epoch_{name}"), value)),
                Some(name) => {
                    for (tag, step) in
                        [(format!("evaluation_{name}_vs_iterations"), run.steps), (format!("epoch_{name}"), epoch)]
                    {
                        record::append(&mut validation, &message::scalar(time, step, &tag, value));
                    }
                }
            }
        }
        record::append(&mut train, &message::scalar(time, epoch, "epoch_learning_rate", run.learning_rate));
        if let Some((begin, steps)) = self.epoch_begin.filter(|_| self.write_steps_per_second) {
            let speed = (run.steps - steps) as f64 / begin.elapsed().as_secs_f64();
            record::append(&mut train, &message::scalar(time, epoch, "epoch_steps_per_second", speed));
        }
        if self.histogram_freq > 0 && run.epoch.is_multiple_of(self.histogram_freq) {
            for (name, _, values) in run.snapshot().tensors() {
                let tag = format!("{}/histogram", name.replace('.', "/"));
                let buckets = histogram::buckets(&values);
                record::append(&mut train, &message::histogram(time, epoch, &tag, &buckets));
            }
        }
        self.write(TRAIN, &train)?;
        if validation.is_empty() { Ok(()) } else { self.write(VALIDATION, &validation) }
    }
}

const TRAIN: &str = "train";
const VALIDATION: &str = "validation";

impl Callback for TensorBoard {
    fn on_train_begin(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        if self.update_freq == UpdateFreq::Batches(0) {
            return Err(Error::Setting { name: "update_freq", value: 0.0, expected: "at least 1" });
        }
        (self.name, self.train, self.validation, self.batches) = (None, Log::default(), Log::default(), 0);
        Ok(())
    }

    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.epoch_begin = Some((Instant::now(), run.steps));
        Ok(())
    }

    fn on_train_batch_begin(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        self.batches += 1;
        self.batch_begin = (self.write_steps_per_second && self.batch_is_due()).then(Instant::now);
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if !self.batch_is_due() {
            return Ok(());
        }
        let (time, batch, mut records) = (now(), self.batches as u64, Vec::new());
        if let Some(begin) = self.batch_begin {
            let speed = 1.0 / begin.elapsed().as_secs_f64();
            record::append(&mut records, &message::scalar(time, batch, "batch_steps_per_second", speed));
        }
        for (name, value) in run.scores.iter() {
            record::append(&mut records, &message::scalar(time, batch, &format!("batch_{name}"), value));
        }
        self.write(TRAIN, &records)
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.write_epoch(run)
    }

    fn on_train_end(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        (self.train.file, self.validation.file) = (None, None);
        Ok(())
    }

    fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        memory.set("batches", self.batches as f64);
        if let Some(name) = self.name {
            name.write(&mut memory);
        }
        for (folder, log) in [(TRAIN, &self.train), (VALIDATION, &self.validation)] {
            // A file that the run that goes on has not opened yet is as long as it was.
            if let Some(length) = log.file.as_ref().map(EventFile::length).or(log.resumed_at) {
                memory.set(folder, length as f64);
            }
        }
        memory
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), Error> {
        self.batches = memory.get("batches").unwrap_or(0.0) as usize;
        self.name = Name::read(memory);
        let length = |folder| memory.get(folder).map(|length| length as u64);
        self.train.resumed_at = length(TRAIN);
        self.validation.resumed_at = length(VALIDATION);
        Ok(())
    }
}
