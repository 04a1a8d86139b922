//! Runs that survive.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::Error;
use crate::train::{Callback, Memory, Run};

/// Writes the run to a file as it goes on, so that a run that is interrupted, at any moment and in any way, goes on from there when
/// the program is started again. It ends with the same bits as one that was not interrupted.
///
/// ```no_run
/// # use dense_runtime::{Dataset, Network, Trainer, network};
/// # use dense_runtime::{callback::BackupAndRestore, loss::MeanSquaredError, optimizer::Adam};
/// # network! { struct Line { Input(1) -> Dense(1) } }
/// # let data = Dataset::new(vec![[0.0f32], [1.0]], vec![[1.0f32], [3.0]])?;
/// let mut model = Line::new(42);
/// let history = Trainer::new(Adam::new(1e-3), MeanSquaredError::new())
///     .epochs(1000)
///     .callback(BackupAndRestore::new("backup"))
///     .fit(&mut model, &data)?;
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// In the file `latest.safetensors` of the folder are the network, the optimizer's memory and rate, the history, and what the other
/// [callbacks remember](Callback::memory). When `fit` begins and finds it, it takes all of this over, whatever network it was given. The
/// file is written to a temporary one first and then renamed, so there is always one that is whole. It is removed when the run has
/// ended well, and stays when it was [interrupted](Run::interrupt).
///
/// The order of callbacks does not matter to it. As in Keras, give each run a folder of its own.
///
/// Errors of `fit` are those of [`Run::resume`], and [`Error::File`] when the file cannot be written.
#[derive(Debug)]
#[must_use]
pub struct BackupAndRestore {
    backup_dir: PathBuf,
    save_freq: Option<usize>,
    delete_checkpoint: bool,
    /// The batches since the last checkpoint, for `save_freq`.
    batches: usize,
}

impl BackupAndRestore {
    /// Checkpoints in this folder, which is made if it is not there, after each epoch.
    pub fn new(backup_dir: impl Into<PathBuf>) -> BackupAndRestore {
        BackupAndRestore { backup_dir: backup_dir.into(), save_freq: None, delete_checkpoint: true, batches: 0 }
    }

    /// Writes a checkpoint after each so many batches, counted from epoch to epoch, instead of after each epoch. A run goes on from
    /// the batch. (In Keras it begins the epoch again.) Metrics of one's own must show their [state](crate::metric::Metric::state)
    /// for that.
    pub fn save_freq(mut self, batches: usize) -> BackupAndRestore {
        self.save_freq = Some(batches);
        self
    }

    /// Whether the checkpoint is removed when the run has ended well. The default is `true`; with `false`, a run that has ended
    /// goes on from its end when it is asked for more epochs.
    pub fn delete_checkpoint(mut self, delete_checkpoint: bool) -> BackupAndRestore {
        self.delete_checkpoint = delete_checkpoint;
        self
    }

    fn path(&self) -> PathBuf {
        self.backup_dir.join("latest.safetensors")
    }
}

impl Callback for BackupAndRestore {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if self.save_freq == Some(0) {
            return Err(Error::Setting { name: "save_freq", value: 0.0, expected: "at least 1" });
        }
        self.batches = 0;
        fs::create_dir_all(&self.backup_dir).map_err(|error| Error::file(&self.backup_dir, "create", &error))?;
        let path = self.path();
        match fs::metadata(&path) {
            Ok(_) => run.resume(path),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(Error::file(&path, "open", &error)),
        }
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.batches += 1;
        if self.save_freq.is_some_and(|batches| self.batches >= batches) {
            self.batches = 0;
            run.back_up(self.path());
        }
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if self.save_freq.is_none() {
            run.back_up(self.path());
        }
        Ok(())
    }

    fn on_train_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let path = self.path();
        match (self.delete_checkpoint && !run.is_interrupted()).then(|| fs::remove_file(&path)) {
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => Err(Error::file(&path, "remove", &error)),
            _ => Ok(()),
        }
    }

    fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        memory.set("batches", self.batches as f64);
        memory
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), Error> {
        self.batches = memory.get("batches").map_or(0, |batches| batches as usize);
        Ok(())
    }
}
