//! The training loop: epochs, batches, validation, and callbacks between them.

use super::evaluate::score;
use super::run::Figure;
use super::samples::Samples;
use super::source::Source;
use super::weights::Weights;
use super::{Callback, History, Run, Scores, Trainer, TrainingWorkspace};
use crate::Error;
use crate::data::Target;
use crate::loss::Loss;
use crate::math::Real;
use crate::metric::{Direction, Metrics};
use crate::network::Network;
use crate::optimizer::Optimizer;

/// One call of `fit`.
pub(super) struct Session<'a, N: Network, O, L, M, V> {
    pub(super) trainer: &'a mut Trainer<O, L, M, V>,
    pub(super) workspace: &'a mut TrainingWorkspace<N>,
    pub(super) network: &'a mut N,
    pub(super) callbacks: &'a mut [Box<dyn Callback>],
    /// The figures that the epochs will have, those of callbacks included.
    pub(super) figures: Vec<Figure>,
    /// The batches and samples of an epoch.
    pub(super) batches: usize,
    pub(super) samples: usize,
    pub(super) progress: Progress,
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

/// The names of the figures of a run.
pub(super) fn figures<Output, Y>(metrics: &impl Metrics<Output, Y>, validates: bool) -> Vec<Figure> {
    let mut figures = vec![Figure { name: "loss".to_string(), direction: Some(Direction::Down) }];
    metrics.directions(&mut |name, direction| figures.push(Figure { name: name.to_string(), direction }));
    if validates {
        let of_validation = |figure: &Figure| Figure { name: format!("val_{}", figure.name), ..figure.clone() };
        figures.extend(figures.iter().map(of_validation).collect::<Vec<_>>());
    }
    figures
}

impl<N: Network, O: Optimizer, L, M, V> Session<'_, N, O, L, M, V> {
    /// All epochs.
    pub(super) fn run<Y: Target>(
        mut self,
        source: &mut impl Source<N::Input, Y>,
        validation: Option<Samples<'_, N::Input, Y>>,
    ) -> Result<History, Error>
    where
        L: Loss<N::Output, Y, N::Head>,
        M: Metrics<N::Output, Y>,
    {
        (self.batches, self.samples) = (source.batches(), source.samples());
        self.figures = figures(&self.trainer.metrics, validation.is_some());
        self.notify(|callback, run| callback.on_train_begin(run))?;
        #[cfg(feature = "files")]
        self.resume_if_asked::<Y>()?;
        while self.progress.epoch < self.trainer.settings.epochs && !self.progress.stop {
            self.epoch(source, validation)?;
            #[cfg(feature = "files")]
            self.back_up_if_asked::<Y>()?;
        }
        if self.trainer.optimizer.averaging().is_some() {
            self.workspace.finalize_variable_values(self.network);
        }
        self.notify(|callback, run| callback.on_train_end(run))?;
        Ok(self.progress.history)
    }

    fn epoch<Y: Target>(
        &mut self,
        source: &mut impl Source<N::Input, Y>,
        validation: Option<Samples<'_, N::Input, Y>>,
    ) -> Result<(), Error>
    where
        L: Loss<N::Output, Y, N::Head>,
        M: Metrics<N::Output, Y>,
    {
        if self.progress.batch == 0 {
            (self.progress.loss, self.progress.seen) = (0.0, 0);
            self.progress.scores.clear();
            self.trainer.metrics.reset();
        }
        self.notify(|callback, run| callback.on_epoch_begin(run))?;
        source.begin(self.progress.epoch, self.progress.batch)?;
        while let Some(samples) = source.next_batch()? {
            self.batch(samples)?;
            #[cfg(feature = "files")]
            self.back_up_if_asked::<Y>()?;
            if self.progress.stop {
                break;
            }
        }
        (self.batches, self.samples) = (source.batches(), source.samples());
        let Trainer { loss, metrics, settings, .. } = &mut *self.trainer;
        if let Some(samples) = validation.filter(|_| settings.validates(self.progress.epoch)) {
            let size = settings.validation_batch_size.unwrap_or(settings.batch_size);
            let seen = settings.validation_steps.map_or(usize::MAX, |steps| steps.saturating_mul(size));
            let samples = samples.range(0..seen.min(samples.inputs.len()));
            let scores = &mut self.progress.scores;
            score(self.workspace, self.network, loss, metrics, samples, size, |name, value| {
                scores.set("val_", name, value);
            });
        }
        self.notify(|callback, run| callback.on_epoch_end(run))?;
        self.progress.history.push(self.progress.scores.clone());
        self.progress.epoch += 1;
        self.progress.batch = 0;
        Ok(())
    }

    /// One step.
    fn batch<Y: Target>(&mut self, samples: Samples<'_, N::Input, Y>) -> Result<(), Error>
    where
        L: Loss<N::Output, Y, N::Head>,
        M: Metrics<N::Output, Y>,
    {
        self.notify(|callback, run| callback.on_train_batch_begin(run))?;
        match self.trainer.step(self.workspace, self.network, samples) {
            Ok(loss) => {
                self.progress.loss += loss.as_f64();
                self.progress.seen += samples.inputs.len();
                let Trainer { metrics, settings, .. } = &mut *self.trainer;
                let weights = Weights { sample: samples.weights, class: &settings.class_weight };
                let weight = |sample: usize| weights.of(sample, &samples.targets[sample]);
                metrics.update(self.workspace.outputs(), samples.targets, weight);
                let scores = &mut self.progress.scores;
                scores.set("", "loss", self.progress.loss / self.progress.seen as f64);
                metrics.report(&mut |name, value| scores.set("", name, value));
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
        let optimizer = &mut self.trainer.optimizer;
        let step = self.workspace.next_step();
        let learning_rate = optimizer.learning_rate(step);
        let mut run = Run {
            epoch: self.progress.epoch,
            epochs: self.trainer.settings.epochs,
            batch: self.progress.batch,
            batches: self.batches,
            samples: self.samples,
            scores: &mut self.progress.scores,
            learning_rate,
            steps: step.number - 1,
            stop: self.progress.stop,
            model: self.network,
            figures: &mut self.figures,
            sets_rate: false,
            #[cfg(feature = "files")]
            requests: &mut self.requests,
        };
        for callback in &mut *self.callbacks {
            event(&mut **callback, &mut run)?;
        }
        self.progress.stop = run.stop;
        let asked = run.learning_rate;
        if run.sets_rate || asked.to_bits() != learning_rate.to_bits() {
            optimizer.set_learning_rate(asked)?;
            if let Err(error) = optimizer.check() {
                optimizer.set_learning_rate(learning_rate)?;
                return Err(error);
            }
        }
        Ok(())
    }
}
