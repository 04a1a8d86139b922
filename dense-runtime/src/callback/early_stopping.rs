//! Stopping when training has stopped to help.

use super::Mode;
use super::monitor::{Monitor, check};
use crate::Error;
use crate::train::{Callback, Memory, Run, Snapshot};

/// Stops training when a figure has not improved for some epochs.
///
/// ```
/// use dense_runtime::callback::EarlyStopping;
///
/// let in_time = EarlyStopping::new("val_loss").patience(3).restore_best_weights(true);
/// ```
///
/// An epoch that improves the figure by more than [`min_delta`](Self::min_delta), or is the first to have it, is the best one so
/// far; training ends with the [`patience`](Self::patience)-th epoch in a row that is not. An epoch without the figure, as
/// without [validation](crate::Trainer::validation_freq), counts neither way. If the first figure is NaN, no other is better.
///
/// # Errors
///
/// `fit` ends before anything is trained with [`Error::Figure`] if the run has no such figure, [`Error::Direction`] if nobody
/// has said whether it should rise or fall, [`Error::Setting`] for a `min_delta` or `baseline` that is not finite.
#[derive(Debug, Clone)]
#[must_use]
pub struct EarlyStopping {
    monitor: Monitor,
    patience: usize,
    verbose: bool,
    baseline: Option<f64>,
    restore_best_weights: bool,
    start_from_epoch: usize,
    wait: usize,
    best: Option<f64>,
    best_epoch: usize,
    best_weights: Option<Snapshot>,
    stopped_epoch: Option<usize>,
}

/// Monitors `val_loss`.
impl Default for EarlyStopping {
    fn default() -> Self {
        EarlyStopping::new("val_loss")
    }
}

impl EarlyStopping {
    /// Monitors a figure: `"val_loss"`, `"accuracy"`.
    pub fn new(monitor: &str) -> EarlyStopping {
        EarlyStopping {
            monitor: Monitor::new(monitor, 0.0),
            patience: 0,
            verbose: false,
            baseline: None,
            restore_best_weights: false,
            start_from_epoch: 0,
            wait: 0,
            best: None,
            best_epoch: 0,
            best_weights: None,
            stopped_epoch: None,
        }
    }

    /// By how much the figure must be better to count as improved; the sign does not matter. The default is 0.
    pub fn min_delta(mut self, min_delta: f64) -> Self {
        self.monitor.min_delta = min_delta;
        self
    }

    /// How many epochs may go by without an improvement before training stops. The default is 0, which stops with the first one,
    /// as 1 does.
    pub fn patience(mut self, patience: usize) -> Self {
        self.patience = patience;
        self
    }

    /// Whether to say when it stops training and restores parameters. The default is `false`.
    pub fn verbose(mut self, verbose: bool) -> Self {
        self.verbose = verbose;
        self
    }

    /// Whether the figure is to rise or to fall. The default is [`Mode::Auto`].
    pub fn mode(mut self, mode: Mode) -> Self {
        self.monitor.mode = mode;
        self
    }

    /// A value that the figure must be better than before improvements renew the patience. Until then an epoch that improves
    /// does not stop training, but the next one that does not may. There is none by default.
    pub fn baseline(mut self, baseline: f64) -> Self {
        self.baseline = Some(baseline);
        self
    }

    /// Whether training ends with the parameters of the best epoch, also when it was not stopped here. The default is `false`.
    /// The best epoch is that with the best figure, whatever the `baseline`.
    pub fn restore_best_weights(mut self, restore_best_weights: bool) -> Self {
        self.restore_best_weights = restore_best_weights;
        self
    }

    /// How many epochs at the beginning are not looked at. The default is 0.
    pub fn start_from_epoch(mut self, start_from_epoch: usize) -> Self {
        self.start_from_epoch = start_from_epoch;
        self
    }

    fn keep(&mut self, run: &Run<'_>) {
        self.best_epoch = run.epoch;
        if self.restore_best_weights {
            self.best_weights = Some(run.snapshot());
        }
    }
}

impl Callback for EarlyStopping {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.monitor.begin("EarlyStopping", run)?;
        if let Some(baseline) = self.baseline {
            check("baseline", baseline, baseline.is_finite(), "finite")?;
        }
        (self.wait, self.best, self.best_epoch) = (0, None, 0);
        (self.best_weights, self.stopped_epoch) = (None, None);
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let Some(current) = self.monitor.value(run).filter(|_| run.epoch >= self.start_from_epoch) else {
            return Ok(());
        };
        self.wait += 1;
        if self.monitor.improves(current, self.best) {
            self.best = Some(current);
            self.keep(run);
            if self.baseline.is_none_or(|baseline| self.monitor.improves(current, Some(baseline))) {
                self.wait = 0;
            }
        } else if self.wait >= self.patience {
            self.stopped_epoch = Some(run.epoch);
            run.stop = true;
        }
        Ok(())
    }

    fn on_train_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if let Some(epoch) = self.stopped_epoch.filter(|_| self.verbose) {
            eprintln!("Epoch {}: early stopping", epoch + 1);
        }
        if let Some(weights) = self.best_weights.take() {
            if self.verbose {
                eprintln!("Restoring model weights from the end of the best epoch: {}.", self.best_epoch + 1);
            }
            run.restore(&weights);
        }
        Ok(())
    }

    fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        memory.set("wait", self.wait as f64);
        memory.set("best_epoch", self.best_epoch as f64);
        if let Some(best) = self.best {
            memory.set("best", best);
        }
        if let Some(epoch) = self.stopped_epoch {
            memory.set("stopped_epoch", epoch as f64);
        }
        if let Some(weights) = &self.best_weights {
            memory.set_snapshot("best_weights", weights.clone());
        }
        memory
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), Error> {
        self.wait = memory.get("wait").unwrap_or(0.0) as usize;
        self.best_epoch = memory.get("best_epoch").unwrap_or(0.0) as usize;
        self.best = memory.get("best");
        self.stopped_epoch = memory.get("stopped_epoch").map(|epoch| epoch as usize);
        self.best_weights = memory.snapshot("best_weights").cloned();
        Ok(())
    }
}
