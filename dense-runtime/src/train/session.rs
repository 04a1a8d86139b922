//! The training loop: epochs, batches, validation, and callbacks between them.

use super::learner::Learner;
use super::run::Figure;
use super::settings::Settings;
use super::{Callback, History, Run, Scores};
use crate::Error;
use crate::metric::Direction;

/// One call of `fit`.
pub(super) struct Session<'a> {
    pub(super) learner: &'a mut dyn Learner,
    pub(super) callbacks: &'a mut [Box<dyn Callback>],
    pub(super) settings: &'a Settings,
    /// The figures that the epochs will have, those of callbacks included.
    figures: Vec<Figure>,
    pub(super) progress: Progress,
    pub(super) is_interrupted: bool,
    #[cfg(feature = "files")]
    pub(super) requests: super::run::Requests,
}

/// How far a run has come.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    pub(super) epoch: usize,
    /// The batches of the epoch that are done, the sum of the losses of their samples, and how many those are.
    pub(super) batch: usize,
    pub(super) loss: f64,
    pub(super) seen: usize,
    pub(super) scores: Scores,
    pub(super) history: History,
    pub(super) stop: bool,
}

impl<'a> Session<'a> {
    pub(super) fn new(
        learner: &'a mut dyn Learner,
        callbacks: &'a mut [Box<dyn Callback>],
        settings: &'a Settings,
        validates: bool,
    ) -> Self {
        Session {
            figures: figures(learner, validates),
            learner,
            callbacks,
            settings,
            progress: Progress { epoch: settings.initial_epoch, ..Progress::default() },
            is_interrupted: false,
            #[cfg(feature = "files")]
            requests: super::run::Requests::default(),
        }
    }

    /// All epochs.
    pub(super) fn run(mut self) -> Result<History, Error> {
        self.notify(|callback, run| callback.on_train_begin(run))?;
        #[cfg(feature = "files")]
        self.resume_if_asked()?;
        while self.progress.epoch < self.settings.epochs && !self.progress.stop {
            self.epoch()?;
            #[cfg(feature = "files")]
            self.back_up_if_asked()?;
        }
        self.learner.finalize();
        self.notify(|callback, run| callback.on_train_end(run))?;
        Ok(self.progress.history)
    }

    fn epoch(&mut self) -> Result<(), Error> {
        if self.progress.batch == 0 {
            (self.progress.loss, self.progress.seen) = (0.0, 0);
            self.progress.scores.clear();
            self.learner.reset_metrics();
        }
        self.notify(|callback, run| callback.on_epoch_begin(run))?;
        self.learner.begin(self.progress.epoch, self.progress.batch)?;
        while self.learner.advance()? {
            self.batch()?;
            #[cfg(feature = "files")]
            self.back_up_if_asked()?;
            if self.progress.stop {
                break;
            }
        }
        if self.settings.validates(self.progress.epoch) {
            self.learner.validate(&mut self.progress.scores);
        }
        self.notify(|callback, run| callback.on_epoch_end(run))?;
        self.progress.history.push(self.progress.scores.clone());
        self.progress.epoch += 1;
        self.progress.batch = 0;
        Ok(())
    }

    fn batch(&mut self) -> Result<(), Error> {
        self.notify(|callback, run| callback.on_train_batch_begin(run))?;
        match self.learner.step() {
            Ok((loss, samples)) => {
                self.progress.loss += loss;
                self.progress.seen += samples;
                let scores = &mut self.progress.scores;
                scores.set("", "loss", self.progress.loss / self.progress.seen as f64);
                self.learner.report(&mut |name, value| scores.set("", name, value));
            }
            Err(error @ Error::Diverged { .. }) => self.diverge(error)?,
            Err(error) => return Err(error),
        }
        self.progress.batch += 1;
        self.notify(|callback, run| callback.on_train_batch_end(run))
    }

    /// Ends training with an error, or as if it had been stopped, if a callback wants that.
    fn diverge(&mut self, error: Error) -> Result<(), Error> {
        let mut ends_well = false;
        self.notify(|callback, run| {
            ends_well |= callback.on_divergence(run, &error);
            Ok(())
        })?;
        if !ends_well {
            return Err(error);
        }
        self.progress.scores.set("", "loss", f64::NAN);
        self.progress.stop = true;
        Ok(())
    }

    /// Calls all callbacks. What they change is taken over: the rate here, whether to stop by the loop.
    fn notify(
        &mut self,
        mut event: impl FnMut(&mut dyn Callback, &mut Run<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.callbacks.is_empty() {
            return Ok(());
        }
        let step = self.learner.next_step();
        let learning_rate = self.learner.learning_rate(step);
        let (batches, samples) = self.learner.size();
        let mut run = Run {
            epoch: self.progress.epoch,
            epochs: self.settings.epochs,
            batch: self.progress.batch,
            batches,
            samples,
            scores: &mut self.progress.scores,
            learning_rate,
            steps: step.number - 1,
            stop: self.progress.stop,
            model: self.learner.model(),
            figures: &mut self.figures,
            sets_rate: false,
            is_interrupted: self.is_interrupted,
            #[cfg(feature = "files")]
            requests: &mut self.requests,
        };
        for callback in &mut *self.callbacks {
            event(&mut **callback, &mut run)?;
        }
        let (asked, is_set) = (run.learning_rate, run.sets_rate);
        self.progress.stop = run.stop;
        self.is_interrupted = run.is_interrupted;
        if is_set || asked.to_bits() != learning_rate.to_bits() {
            self.learner.set_learning_rate(asked)?;
        }
        Ok(())
    }
}

/// The names of the figures of a run: the loss, the metrics, and those of validation.
fn figures(learner: &dyn Learner, validates: bool) -> Vec<Figure> {
    let mut figures = vec![Figure { name: "loss".to_string(), direction: Some(Direction::Down) }];
    learner.directions(&mut |name, direction| figures.push(Figure { name: name.to_string(), direction }));
    if validates {
        let of_validation = |figure: &Figure| Figure { name: format!("val_{}", figure.name), ..figure.clone() };
        figures.extend(figures.iter().map(of_validation).collect::<Vec<_>>());
    }
    figures
}
