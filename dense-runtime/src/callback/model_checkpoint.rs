//! The network in a file, from time to time or when it is better than before.

use std::fs;
use std::path::{Path, PathBuf};

use super::Mode;
use super::monitor::{Monitor, check};
use super::pattern::{Pattern, Problem, Value};
use crate::Error;
use crate::train::{Callback, Memory, Run};

/// Saves the network to a file, after each epoch or each so many batches, if it is better than before or always.
///
/// ```
/// use dense_runtime::callback::ModelCheckpoint;
///
/// let best = ModelCheckpoint::new("best.safetensors").save_best_only(true);
/// let all = ModelCheckpoint::new("epochs/{epoch:02d}-{val_loss:.2f}.safetensors");
/// ```
///
/// [`Network::load`](crate::Network::load) reads the files; each is whole at any moment. To go on with a run that was
/// interrupted, [`BackupAndRestore`](super::BackupAndRestore) keeps the optimizer as well.
///
/// # Names
///
/// Figures stand in braces, with a format as of Python's `str.format`: `{val_loss}`, `{val_loss:.2f}` (also `e`, `g`, `%`),
/// `{epoch:03d}`. Besides the figures there is `epoch`, from 1, and if it is saved after some batches `batch`, from 1. A brace is
/// `{{`. A figure that an epoch does not have is `NA`. Folders that are not there are made.
///
/// # The best
///
/// With [`save_best_only`](Self::save_best_only) the network is saved if the monitored figure is better than it has ever been, in
/// earlier calls of `fit` too. As in Keras, it is saved without being compared where the figure is not there: in epochs
/// without [validation](crate::Trainer::validation_freq), and after batches if the figure begins with `val_`. Monitor a figure
/// of the training data there.
///
/// # Errors
///
/// `fit` ends before anything is trained with [`Error::Text`] for a name that cannot be read, [`Error::Figure`] if it has or
/// monitors a figure that is not there, [`Error::Direction`] if nobody has said whether that should rise or fall, and
/// [`Error::Setting`] for settings that make no sense; and with [`Error::File`] when a file cannot be written.
#[derive(Debug, Clone)]
#[must_use]
pub struct ModelCheckpoint {
    filepath: PathBuf,
    pattern: Option<Pattern>,
    monitor: Monitor,
    verbose: bool,
    save_best_only: bool,
    save_freq: SaveFreq,
    initial_value_threshold: Option<f64>,
    best: Option<f64>,
    /// The batches since the network was saved.
    batches: usize,
    warned: bool,
}

/// When a network is saved: what [`ModelCheckpoint::save_freq`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SaveFreq {
    /// After each epoch.
    Epoch,
    /// After each so many batches, counted from epoch to epoch.
    Batches(usize),
}

impl From<usize> for SaveFreq {
    fn from(batches: usize) -> Self {
        SaveFreq::Batches(batches)
    }
}

impl ModelCheckpoint {
    /// Saves to this file, the name of which may have places for figures.
    pub fn new(filepath: impl Into<PathBuf>) -> ModelCheckpoint {
        ModelCheckpoint {
            filepath: filepath.into(),
            pattern: None,
            monitor: Monitor::new("val_loss", 0.0),
            verbose: false,
            save_best_only: false,
            save_freq: SaveFreq::Epoch,
            initial_value_threshold: None,
            best: None,
            batches: 0,
            warned: false,
        }
    }

    /// The figure that says which network is best. The default is `val_loss`.
    pub fn monitor(mut self, monitor: &str) -> Self {
        self.monitor.figure = monitor.to_string();
        self
    }

    /// Whether to say when the network is saved. The default is `false`.
    pub fn verbose(mut self, verbose: bool) -> Self {
        self.verbose = verbose;
        self
    }

    /// Whether the network is saved only if it is the best so far. The default is `false`.
    pub fn save_best_only(mut self, save_best_only: bool) -> Self {
        self.save_best_only = save_best_only;
        self
    }

    /// Whether the figure is to rise or to fall. The default is [`Mode::Auto`].
    pub fn mode(mut self, mode: Mode) -> Self {
        self.monitor.mode = mode;
        self
    }

    /// When to save: [`SaveFreq::Epoch`], the default, or a number of batches. After batches, the figures are those of the epoch so
    /// far.
    pub fn save_freq(mut self, save_freq: impl Into<SaveFreq>) -> Self {
        self.save_freq = save_freq.into();
        self
    }

    /// A value that the figure must be better than to be the best. There is none by default.
    pub fn initial_value_threshold(mut self, initial_value_threshold: f64) -> Self {
        self.initial_value_threshold = Some(initial_value_threshold);
        self
    }

    /// What may stand in the name, by a run that begins. Validation comes after all batches.
    fn value(&self, name: &str, run: &Run<'_>) -> Option<Value> {
        let by_batch = self.save_freq != SaveFreq::Epoch;
        match name {
            "epoch" => Some(Value::Whole(run.epoch + 1)),
            "batch" if by_batch => Some(Value::Whole(run.batch)),
            _ if by_batch && name.starts_with("val_") => None,
            _ => run.figures().any(|figure| figure == name).then_some(Value::Number(0.0)),
        }
    }

    fn read_name(&self, run: &Run<'_>) -> Result<Pattern, Error> {
        let text = self.filepath.to_string_lossy().into_owned();
        let error = |text, reason| Error::Text { name: "filepath", text, reason };
        if self.filepath.to_str().is_none() {
            return Err(error(text, "it is not in UTF-8".to_string()));
        }
        let pattern = Pattern::parse(&text).map_err(|reason| error(text.clone(), reason))?;
        match pattern.check(|name| self.value(name, run)) {
            Ok(()) => Ok(pattern),
            Err(Problem::Format(reason)) => Err(error(text, reason)),
            Err(Problem::Unknown(figure)) => {
                let names = ["epoch", "batch"].into_iter().chain(run.figures());
                let known = names.filter(|name| self.value(name, run).is_some()).map(str::to_string).collect();
                Err(Error::Figure { callback: "ModelCheckpoint", figure, known })
            }
        }
    }

    /// Whether the network is the best so far, or there is nothing to tell by.
    fn is_best(&mut self, run: &Run<'_>, path: &Path) -> bool {
        let (epoch, figure) = (run.epoch + 1, &self.monitor.figure);
        let Some(current) = self.monitor.value(run) else {
            if !self.warned {
                eprintln!(
                    "\nEpoch {epoch}: there is no {figure} to tell the best model by, which is saved all the same"
                );
            }
            self.warned = true;
            return true;
        };
        let best = self.best.map_or("None".to_string(), |best| format!("{best:.5}"));
        if !self.monitor.improves(current, self.best) {
            if self.verbose {
                eprintln!("\nEpoch {epoch}: {figure} did not improve from {best}");
            }
            return false;
        }
        if self.verbose {
            let path = path.display();
            eprintln!("\nEpoch {epoch}: {figure} improved from {best} to {current:.5}, saving model to {path}");
        }
        self.best = Some(current);
        true
    }

    fn save(&mut self, run: &Run<'_>) -> Result<(), Error> {
        let Some(pattern) = &self.pattern else { return Ok(()) };
        let path = PathBuf::from(pattern.fill(|name| match self.value(name, run) {
            Some(Value::Number(_)) => run.scores.get(name).map_or(Value::Missing, Value::Number),
            value => value.unwrap_or(Value::Missing),
        }));
        if self.save_best_only {
            if !self.is_best(run, &path) {
                return Ok(());
            }
        } else if self.verbose {
            eprintln!("\nEpoch {}: saving model to {}", run.epoch + 1, path.display());
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Error::file(folder, "create", &error))?;
        }
        run.save(&path)?;
        if self.verbose {
            eprintln!("\nEpoch {}: finished saving model to {}", run.epoch + 1, path.display());
        }
        Ok(())
    }
}

impl Callback for ModelCheckpoint {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if self.save_freq == SaveFreq::Batches(0) {
            return Err(Error::Setting { name: "save_freq", value: 0.0, expected: "at least 1" });
        }
        if let Some(threshold) = self.initial_value_threshold {
            check("initial_value_threshold", threshold, !threshold.is_nan(), "a number")?;
        }
        if self.save_best_only {
            self.monitor.begin("ModelCheckpoint", run)?;
        }
        self.pattern = Some(self.read_name(run)?);
        // What was the best in an earlier call still is, as in Keras: it may be in the file.
        self.best = self.best.or(self.initial_value_threshold);
        self.warned = false;
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let SaveFreq::Batches(freq) = self.save_freq else { return Ok(()) };
        self.batches += 1;
        if self.batches < freq {
            return Ok(());
        }
        self.batches = 0;
        self.save(run)
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if self.save_freq == SaveFreq::Epoch { self.save(run) } else { Ok(()) }
    }

    fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        memory.set("batches", self.batches as f64);
        if let Some(best) = self.best {
            memory.set("best", best);
        }
        memory
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), Error> {
        self.batches = memory.get("batches").unwrap_or(0.0) as usize;
        self.best = memory.get("best");
        Ok(())
    }
}
