//! What the training loop asks of a network, its trainer and its data, without knowing their types.
//!
//! The loop and all that is around it are compiled once, in this crate. Only what is here is compiled for each network in the program
//! that trains it.

use super::evaluate::score;
use super::samples::Samples;
use super::snapshot::Model;
use super::source::Source;
use super::weights::Weights;
use super::{Scores, Trainer, TrainingWorkspace};
use crate::Error;
use crate::data::Target;
use crate::loss::Loss;
use crate::math::Real;
use crate::metric::{Direction, Metrics};
use crate::network::Network;
use crate::optimizer::{Optimizer, Step};

#[cfg(feature = "files")]
use super::workspace::Counters;
#[cfg(feature = "files")]
use crate::Element;
#[cfg(feature = "files")]
use crate::plan::Plan;
#[cfg(feature = "files")]
use crate::storage::{Typed, TypedMut};

/// A network that learns.
pub(super) trait Learner {
    /// Begins an epoch, of which so many batches are done already.
    fn begin(&mut self, epoch: usize, batch: usize) -> Result<(), Error>;
    /// How many batches and samples an epoch has; 0 where that is not known yet.
    fn size(&self) -> (usize, usize);
    /// Goes to the next batch of the epoch. Whether there is one.
    fn advance(&mut self) -> Result<bool, Error>;
    /// Learns from the batch, and shows it to the metrics. Gives the sum of its samples' losses, and how many they are.
    fn step(&mut self) -> Result<(f64, usize), Error>;
    /// Loss and metrics on validation data, as `val_` figures.
    fn validate(&mut self, scores: &mut Scores);
    /// Makes the parameters their moving averages, if the optimizer keeps some.
    fn finalize(&mut self);

    /// The network.
    fn model(&mut self) -> &mut dyn Model;

    /// Metrics forget all samples.
    fn reset_metrics(&mut self);
    /// Shows name and figure of each metric.
    fn report(&self, show: &mut dyn FnMut(&str, f64));
    /// Shows name and direction of each metric.
    fn directions(&self, show: &mut dyn FnMut(&str, Option<Direction>));

    /// The step that comes next.
    fn next_step(&self) -> Step;
    /// The optimizer's rate in a step.
    fn learning_rate(&self, step: Step) -> f64;
    /// Changes the rate, unless a schedule decides it or it makes no sense.
    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error>;

    /// Layers and tensors.
    #[cfg(feature = "files")]
    fn plan(&self) -> Plan;
    /// The optimizer's name, and how many numbers it keeps for each parameter.
    #[cfg(feature = "files")]
    fn optimizer(&self) -> (&'static str, usize);
    /// Shows name and state of each metric.
    #[cfg(feature = "files")]
    fn states(&mut self, show: &mut dyn FnMut(&str, Option<Vec<&mut f64>>));
    /// How far the optimizer has come.
    #[cfg(feature = "files")]
    fn counters(&self) -> Counters;
    /// The optimizer's memory, gradients that wait, and moving averages; of each as much as there ever was.
    #[cfg(feature = "files")]
    fn memory(&self) -> [Typed<'_>; 3];
    /// Takes over how far the optimizer has come. Gives its memory to be written, with so many numbers in each part.
    #[cfg(feature = "files")]
    fn restore(&mut self, counters: Counters, lens: [usize; 3]) -> [TypedMut<'_>; 3];
    /// The parameters.
    #[cfg(feature = "files")]
    fn parameters(&self) -> Typed<'_>;
    /// The parameters, to be written.
    #[cfg(feature = "files")]
    fn parameters_mut(&mut self) -> TypedMut<'_>;
}

/// A network with its trainer and where its samples come from.
pub(super) struct Lesson<'a, N: Network, O, L, M, V, Y, S> {
    pub(super) trainer: &'a mut Trainer<O, L, M, V>,
    pub(super) workspace: &'a mut TrainingWorkspace<N>,
    pub(super) network: &'a mut N,
    pub(super) source: &'a mut S,
    pub(super) validation: Option<Samples<'a, N::Input, Y>>,
}

impl<N, O, L, M, V, Y, S> Learner for Lesson<'_, N, O, L, M, V, Y, S>
where
    N: Network,
    O: Optimizer,
    L: Loss<N::Output, Y, N::Head>,
    M: Metrics<N::Output, Y>,
    Y: Target,
    S: Source<N::Input, Y>,
{
    fn begin(&mut self, epoch: usize, batch: usize) -> Result<(), Error> {
        self.source.begin(epoch, batch)
    }

    fn size(&self) -> (usize, usize) {
        (self.source.batches(), self.source.samples())
    }

    fn advance(&mut self) -> Result<bool, Error> {
        self.source.advance()
    }

    fn step(&mut self) -> Result<(f64, usize), Error> {
        let samples = self.source.batch();
        let loss = self.trainer.step(self.workspace, self.network, samples)?;
        let Trainer { metrics, settings, .. } = &mut *self.trainer;
        let weights = Weights { sample: samples.weights, class: &settings.class_weight };
        let weight = |sample: usize| weights.of(sample, &samples.targets[sample]);
        metrics.update(self.workspace.outputs(), samples.targets, weight);
        Ok((loss.as_f64(), samples.inputs.len()))
    }

    fn validate(&mut self, scores: &mut Scores) {
        let Trainer { loss, metrics, settings, .. } = &mut *self.trainer;
        if let Some(samples) = self.validation {
            let size = settings.validation_batch_size.unwrap_or(settings.batch_size);
            let seen = settings.validation_steps.map_or(usize::MAX, |steps| steps.saturating_mul(size));
            let samples = samples.range(0..seen.min(samples.inputs.len()));
            score(self.workspace, self.network, loss, metrics, samples, size, |name, value| {
                scores.set("val_", name, value);
            });
        }
    }

    fn finalize(&mut self) {
        if self.trainer.optimizer.averaging().is_some() {
            self.workspace.finalize_variable_values(self.network);
        }
    }

    fn model(&mut self) -> &mut dyn Model {
        self.network
    }

    fn reset_metrics(&mut self) {
        self.trainer.metrics.reset();
    }

    fn report(&self, show: &mut dyn FnMut(&str, f64)) {
        self.trainer.metrics.report(show);
    }

    fn directions(&self, show: &mut dyn FnMut(&str, Option<Direction>)) {
        self.trainer.metrics.directions(show);
    }

    fn next_step(&self) -> Step {
        self.workspace.next_step()
    }

    fn learning_rate(&self, step: Step) -> f64 {
        self.trainer.optimizer.learning_rate(step)
    }

    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        let before = self.learning_rate(self.next_step());
        let optimizer = &mut self.trainer.optimizer;
        optimizer.set_learning_rate(learning_rate)?;
        if let Err(error) = optimizer.check() {
            optimizer.set_learning_rate(before)?;
            return Err(error);
        }
        Ok(())
    }

    #[cfg(feature = "files")]
    fn plan(&self) -> Plan {
        N::PLAN
    }

    #[cfg(feature = "files")]
    fn optimizer(&self) -> (&'static str, usize) {
        (core::any::type_name::<O>(), self.trainer.optimizer.slots())
    }

    #[cfg(feature = "files")]
    fn states(&mut self, show: &mut dyn FnMut(&str, Option<Vec<&mut f64>>)) {
        self.trainer.metrics.states(show);
    }

    #[cfg(feature = "files")]
    fn counters(&self) -> Counters {
        self.workspace.counters()
    }

    #[cfg(feature = "files")]
    fn memory(&self) -> [Typed<'_>; 3] {
        let workspace = &*self.workspace;
        [&workspace.state, &workspace.waiting, &workspace.average].map(|part| N::Element::typed(part.as_slice()))
    }

    #[cfg(feature = "files")]
    fn restore(&mut self, counters: Counters, lens: [usize; 3]) -> [TypedMut<'_>; 3] {
        let workspace = &mut *self.workspace;
        workspace.set_counters(counters);
        let parts = [&mut workspace.state, &mut workspace.waiting, &mut workspace.average];
        let mut lens = lens.into_iter();
        parts.map(|part| {
            part.reserve(lens.next().unwrap_or_default());
            N::Element::typed_mut(part.as_mut_slice())
        })
    }

    #[cfg(feature = "files")]
    fn parameters(&self) -> Typed<'_> {
        N::Element::typed(self.network.parameters())
    }

    #[cfg(feature = "files")]
    fn parameters_mut(&mut self) -> TypedMut<'_> {
        N::Element::typed_mut(self.network.parameters_mut())
    }
}
