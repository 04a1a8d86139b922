//! Lower learning rates where training gets stuck.

use super::monitor::{Monitor, check};
use super::{Mode, python};
use crate::Error;
use crate::train::{Callback, Memory, Run};

/// Lowers the learning rate when a figure has not improved for some epochs. It sets the figure `learning_rate`: the rate of the epoch,
/// before it is lowered.
///
/// ```
/// use dense_runtime::callback::ReduceLROnPlateau;
///
/// let slower = ReduceLROnPlateau::new("val_loss").factor(0.2).patience(5).min_lr(1e-5);
/// ```
///
/// An epoch without the figure, as without [validation](crate::Trainer::validation_freq), counts neither way. If the figure of
/// the first epoch is NaN, no other is better.
///
/// # Errors
///
/// `fit` ends before anything is trained with [`Error::Figure`] if the run has no such figure, [`Error::Direction`] if nobody
/// has said whether it should rise or fall, [`Error::Setting`] for settings that make no sense, and if the optimizer's
/// rate follows a schedule.
#[derive(Debug, Clone)]
#[must_use]
pub struct ReduceLROnPlateau {
    monitor: Monitor,
    factor: f64,
    patience: usize,
    verbose: bool,
    cooldown: usize,
    min_lr: f64,
    wait: usize,
    cooldown_counter: usize,
    best: Option<f64>,
}

/// Monitors `val_loss`.
impl Default for ReduceLROnPlateau {
    fn default() -> Self {
        ReduceLROnPlateau::new("val_loss")
    }
}

impl ReduceLROnPlateau {
    /// Monitors a figure: `"val_loss"`, `"accuracy"`.
    pub fn new(monitor: &str) -> ReduceLROnPlateau {
        ReduceLROnPlateau {
            monitor: Monitor::new(monitor, 1e-4),
            factor: 0.1,
            patience: 10,
            verbose: false,
            cooldown: 0,
            min_lr: 0.0,
            wait: 0,
            cooldown_counter: 0,
            best: None,
        }
    }

    /// What the rate is multiplied by: at least 0 and below 1. The default is 0.1.
    pub fn factor(mut self, factor: f64) -> Self {
        self.factor = factor;
        self
    }

    /// How many epochs may go by without an improvement before the rate is lowered. The default is 10.
    pub fn patience(mut self, patience: usize) -> Self {
        self.patience = patience;
        self
    }

    /// Whether to say when the rate is lowered. The default is `false`.
    pub fn verbose(mut self, verbose: bool) -> Self {
        self.verbose = verbose;
        self
    }

    /// Whether the figure is to rise or to fall. The default is [`Mode::Auto`].
    pub fn mode(mut self, mode: Mode) -> Self {
        self.monitor.mode = mode;
        self
    }

    /// By how much the figure must be better to count as improved; the sign does not matter. The default is 1e-4.
    pub fn min_delta(mut self, min_delta: f64) -> Self {
        self.monitor.min_delta = min_delta;
        self
    }

    /// How many epochs after the rate was lowered patience is not tried. The default is 0.
    pub fn cooldown(mut self, cooldown: usize) -> Self {
        self.cooldown = cooldown;
        self
    }

    /// The rate that it does not go below. The default is 0.
    pub fn min_lr(mut self, min_lr: f64) -> Self {
        self.min_lr = min_lr;
        self
    }

    fn reduce(&mut self, run: &mut Run<'_>) {
        if run.learning_rate > self.min_lr {
            run.learning_rate = (run.learning_rate * self.factor).max(self.min_lr);
            (self.cooldown_counter, self.wait) = (self.cooldown, 0);
            if self.verbose {
                let (epoch, rate) = (run.epoch + 1, python::repr(run.learning_rate));
                eprintln!("\nEpoch {epoch}: ReduceLROnPlateau reducing learning rate to {rate}.");
            }
        }
    }
}

impl Callback for ReduceLROnPlateau {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        check("factor", self.factor, (0.0..1.0).contains(&self.factor), "at least 0 and below 1")?;
        check("min_lr", self.min_lr, self.min_lr >= 0.0 && self.min_lr.is_finite(), "finite and not negative")?;
        self.monitor.begin("ReduceLROnPlateau", run)?;
        run.announce("learning_rate", None);
        run.claim_learning_rate();
        (self.wait, self.cooldown_counter, self.best) = (0, 0, None);
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        run.scores.insert("learning_rate", run.learning_rate);
        let Some(current) = self.monitor.value(run) else { return Ok(()) };
        if self.cooldown_counter > 0 {
            self.cooldown_counter -= 1;
            self.wait = 0;
        }
        if self.monitor.improves(current, self.best) {
            self.best = Some(current);
            self.wait = 0;
        } else if self.cooldown_counter == 0 {
            self.wait += 1;
            if self.wait >= self.patience {
                self.reduce(run);
            }
        }
        Ok(())
    }

    fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        memory.set("wait", self.wait as f64);
        memory.set("cooldown_counter", self.cooldown_counter as f64);
        if let Some(best) = self.best {
            memory.set("best", best);
        }
        memory
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), Error> {
        self.wait = memory.get("wait").unwrap_or(0.0) as usize;
        self.cooldown_counter = memory.get("cooldown_counter").unwrap_or(0.0) as usize;
        self.best = memory.get("best");
        Ok(())
    }
}
