//! Loss and metrics without training.

use super::outcome::Supervised;
use super::samples::Samples;
use super::weights::{Factors, Weights};
use super::{Scores, Trainer, TrainingWorkspace};
use crate::data::{Dataset, Target};
use crate::loss::Loss;
use crate::math::Real;
use crate::metric::Metrics;
use crate::network::{AsNetwork, Compiled, Network};
use crate::optimizer::Optimizer;
use crate::{Error, Sample};

impl<O: Optimizer, L, M, V> Trainer<O, L, M, V> {
    /// The loss and the metrics of a network on these samples, with dropout and noise off. Weights of samples count in the loss,
    /// those of classes do not.
    ///
    /// # Errors
    ///
    /// [`Error::Label`] if a label is not one of the network's classes, [`Error::Index`] if an index has no row in the network's
    /// `Embedding`, [`Error::Setting`] for settings that make no sense.
    pub fn evaluate<A: AsNetwork, Y: Target>(
        &mut self,
        model: &A,
        data: &Dataset<<A::Network as Compiled>::Input, Y>,
    ) -> Result<Scores, Error>
    where
        L: Loss<<A::Network as Compiled>::Output, Y, <A::Network as Compiled>::Head>,
        M: Metrics<<A::Network as Compiled>::Output, Y>,
    {
        self.check::<A::Network, Y>(Samples::of(data))?;
        self.metrics.check()?;
        let mut workspace = self.take_workspace::<A::Network>();
        let mut scores = Scores::default();
        let Trainer { loss, metrics, settings, .. } = self;
        let samples = Samples::of(data);
        score(&mut workspace, model.as_network(), loss, metrics, samples, settings.batch_size, |name, value| {
            scores.set("", name, value);
        });
        self.workspace = Some(workspace);
        Ok(scores)
    }
}

/// Shows loss and metrics of a network on these samples.
pub(super) fn score<N: Network, Y: Target, L: Loss<N::Output, Y, N::Head>, M: Metrics<N::Output, Y>>(
    workspace: &mut TrainingWorkspace<N>,
    network: &N,
    loss: &L,
    metrics: &mut M,
    samples: Samples<'_, N::Input, Y>,
    batch_size: usize,
    mut show: impl FnMut(&str, f64),
) {
    let mut total = 0.0;
    metrics.reset();
    for samples in samples.batches(batch_size) {
        total += score_batch(workspace, network, loss, metrics, samples);
    }
    show("loss", total / samples.inputs.len() as f64);
    metrics.report(&mut show);
}

/// Shows a batch to the metrics. Gives its loss times the number of samples.
pub(super) fn score_batch<N: Network, Y: Target, L: Loss<N::Output, Y, N::Head>, M: Metrics<N::Output, Y>>(
    workspace: &mut TrainingWorkspace<N>,
    network: &N,
    loss: &L,
    metrics: &mut M,
    Samples { inputs, targets, weights }: Samples<'_, N::Input, Y>,
) -> f64 {
    let weights = Weights { sample: weights, class: &[] };
    let factors = Factors::new::<N, Y>(loss, targets, weights);
    let total = workspace.judge(network, inputs, &Supervised { loss, targets, factors }).as_f64();
    metrics.update(workspace.outputs(), targets, |sample| weights.of(sample, &targets[sample]));
    total
}

/// Where a trainer finds samples for validation: nowhere, or in a data set.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the validation data does not fit the training data",
    note = "both must be data sets of the same inputs and targets: `Dataset<{X}, {Y}>`"
)]
pub trait Validation<X, Y>: Copy {
    /// The data set, if there is one.
    fn data(&self) -> Option<&Dataset<X, Y>>;
}

impl<X, Y> Validation<X, Y> for () {
    fn data(&self) -> Option<&Dataset<X, Y>> {
        None
    }
}

impl<X: Sample, Y: Target> Validation<X, Y> for &Dataset<X, Y> {
    fn data(&self) -> Option<&Dataset<X, Y>> {
        Some(self)
    }
}
