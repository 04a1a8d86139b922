//! Single steps with a trainer: a batch that the caller has at hand.

use super::outcome::Supervised;
use super::samples::Samples;
use super::table::check_indices;
use super::weights::{Factors, Weights};
use super::{Trainer, TrainingWorkspace};
use crate::Error;
use crate::data::{Target, check_weights};
use crate::loss::Loss;
use crate::math::Real;
use crate::network::{AsNetwork, Compiled, Network};
use crate::optimizer::Optimizer;
use crate::storage::{Sample, width};

impl<O: Optimizer, L, M, V> Trainer<O, L, M, V> {
    /// One training step on one batch, Keras's `train_on_batch`. Gives the batch's loss before the step.
    ///
    /// From the second call with batches of one size on, it does not allocate.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`], [`Error::Lengths`], [`Error::Label`], [`Error::Index`] or [`Error::NotFinite`] for data that cannot be
    /// trained on, [`Error::Setting`] for settings that make no sense, [`Error::Diverged`] if the loss or a gradient is not finite. The
    /// network is as it was.
    pub fn train_on_batch<A: AsNetwork, Y: Target>(
        &mut self,
        model: &mut A,
        inputs: &[<A::Network as Compiled>::Input],
        targets: &[Y],
    ) -> Result<Item<A>, Error>
    where
        L: Loss<<A::Network as Compiled>::Output, Y, <A::Network as Compiled>::Head>,
    {
        self.train_on_samples(model, Samples { inputs, targets, weights: &[] })
    }

    /// One training step on one batch of samples that count as much as their weights say, Keras's `train_on_batch` with
    /// `sample_weight`. Gives the batch's loss before the step.
    ///
    /// Weights are those of [`Dataset::sample_weight`](crate::Dataset::sample_weight). From the second call with batches of
    /// one size on, it does not allocate.
    ///
    /// # Errors
    ///
    /// As [`train_on_batch`](Trainer::train_on_batch), and [`Error::Lengths`] if there are not as many weights as inputs,
    /// [`Error::Weight`] for the first that is negative, NaN or infinite.
    ///
    /// ```
    /// use dense_runtime::{Network, Trainer, network};
    /// use dense_runtime::{loss::MeanSquaredError, optimizer::SGD};
    ///
    /// network! { struct Line { Input(1) -> Dense(1) } }
    ///
    /// // A sample of weight 0 is as good as none.
    /// let mut model = Line::new(1);
    /// let mut trainer = Trainer::new(SGD::new(0.3), MeanSquaredError::new());
    /// for _ in 0..100 {
    ///     let (inputs, targets) = ([[0.0f32], [1.0], [0.5]], [[1.0f32], [3.0], [1000.0]]);
    ///     trainer.train_on_weighted_batch(&mut model, &inputs, &targets, &[1.0, 1.0, 0.0])?;
    /// }
    /// assert!((model.predict(&[3.0])[0] - 7.0).abs() < 0.1);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn train_on_weighted_batch<A: AsNetwork, Y: Target>(
        &mut self,
        model: &mut A,
        inputs: &[<A::Network as Compiled>::Input],
        targets: &[Y],
        sample_weight: &[f64],
    ) -> Result<Item<A>, Error>
    where
        L: Loss<<A::Network as Compiled>::Output, Y, <A::Network as Compiled>::Head>,
    {
        check_weights(sample_weight, inputs.len())?;
        self.train_on_samples(model, Samples { inputs, targets, weights: sample_weight })
    }

    fn train_on_samples<A: AsNetwork, Y: Target>(
        &mut self,
        model: &mut A,
        samples: Samples<'_, <A::Network as Compiled>::Input, Y>,
    ) -> Result<Item<A>, Error>
    where
        L: Loss<<A::Network as Compiled>::Output, Y, <A::Network as Compiled>::Head>,
    {
        self.check::<A::Network, Y>(samples)?;
        if !const { A::Network::PLAN.learns_at_the_input() } {
            check_finite(samples)?;
        }
        let mut workspace = self.take_workspace::<A::Network>();
        let loss = self.step(&mut workspace, model.as_network_mut(), samples);
        self.workspace = Some(workspace);
        Ok(loss? / Item::<A>::of(samples.inputs.len() as f64))
    }

    /// One step of a workspace. Gives the batch's loss times the number of samples.
    pub(super) fn step<N: Network, Y: Target>(
        &self,
        workspace: &mut TrainingWorkspace<N>,
        network: &mut N,
        samples: Samples<'_, N::Input, Y>,
    ) -> Result<N::Element, Error>
    where
        L: Loss<N::Output, Y, N::Head>,
    {
        let Samples { inputs, targets, weights } = samples;
        let weights = Weights { sample: weights, class: &self.settings.class_weight };
        let factors = Factors::new::<N, Y>(&self.loss, targets, weights);
        let outcome = Supervised { loss: &self.loss, targets, factors };
        // Where the first layer learns, a number of the data that is not finite makes a gradient not finite: so it is
        // enough to look for it when that has happened.
        workspace
            .step(network, inputs, &outcome, &self.optimizer)
            .map_err(|error| check_finite(samples).err().unwrap_or(error))
    }

    /// Checks all that can be checked before anything changes, but for numbers that are not finite.
    pub(super) fn check<N: Network, Y: Target>(&self, samples: Samples<'_, N::Input, Y>) -> Result<(), Error>
    where
        L: Loss<N::Output, Y, N::Head>,
    {
        self.check_settings::<N, Y>()?;
        check_batch::<N, Y>(&self.loss, samples)?;
        check_class_weight::<N, Y>(self.settings.class_weight.len(), samples.targets)
    }

    /// Checks all that has nothing to do with the samples.
    pub(super) fn check_settings<N: Network, Y: Target>(&self) -> Result<(), Error>
    where
        L: Loss<N::Output, Y, N::Head>,
    {
        self.settings.check()?;
        self.optimizer.check()?;
        self.loss.check()?;
        check_class_weight::<N, Y>(self.settings.class_weight.len(), &[])
    }

    /// The workspace of the last call, if that was with the same type of network, or a new one.
    pub(super) fn take_workspace<N: Network>(&mut self) -> Box<TrainingWorkspace<N>> {
        let kept = self.workspace.take().and_then(|workspace| workspace.downcast::<TrainingWorkspace<N>>().ok());
        let mut workspace = kept.unwrap_or_else(|| {
            let workspace = TrainingWorkspace::new(self.settings.seed);
            Box::new(match self.settings.threads {
                Some(threads) => workspace.threads(threads),
                None => workspace,
            })
        });
        workspace.seed = self.settings.seed;
        workspace
    }
}

/// Whether there is a weight for each class, if there are weights, and a class for each target.
pub(super) fn check_class_weight<N: Compiled, Y: Target>(weights: usize, targets: &[Y]) -> Result<(), Error> {
    let classes = classes::<N>();
    let setting = |value, expected| Err(Error::Setting { name: "class_weight", value, expected });
    match targets {
        _ if weights == 0 => Ok(()),
        _ if weights != classes => setting(weights as f64, "as many numbers as the network has classes"),
        [target, ..] if target.meant().is_none() => {
            setting(weights as f64, "left out: these targets do not give a class to a whole sample")
        }
        _ => Ok(()),
    }
}

/// The number type of a model.
type Item<A> = <<A as AsNetwork>::Network as crate::storage::Plain>::Element;

/// Whether there are samples, each index has a row, and each label is one of the network's classes or one that the loss leaves out.
pub(super) fn check_batch<N: Compiled, Y: Target>(
    loss: &impl Loss<N::Output, Y, N::Head>,
    samples: Samples<'_, N::Input, Y>,
) -> Result<(), Error> {
    check_samples::<N, Y>(loss.ignore_class(), samples)
}

/// The same with the class that the loss leaves out.
pub(super) fn check_samples<N: Compiled, Y: Target>(
    ignored: Option<usize>,
    Samples { inputs, targets, .. }: Samples<'_, N::Input, Y>,
) -> Result<(), Error> {
    if inputs.is_empty() {
        return Err(Error::Empty { what: "batch" });
    }
    if inputs.len() != targets.len() {
        return Err(Error::Lengths { expected: inputs.len(), found: targets.len(), what: "targets" });
    }
    check_indices::<N>(inputs)?;
    let classes = classes::<N>();
    for (sample, target) in targets.iter().enumerate() {
        if let Some(label) = target.labels().find(|&label| label >= classes && Some(label) != ignored) {
            return Err(Error::Label { sample, label, classes });
        }
    }
    Ok(())
}

/// How many classes the rows of a network's output tell apart. A single output answers yes or no: two classes.
fn classes<N: Compiled>() -> usize {
    width::<N::Output>().max(2)
}

fn check_finite<X: Sample, Y: Target>(Samples { inputs, targets, .. }: Samples<'_, X, Y>) -> Result<(), Error> {
    for (sample, (input, target)) in inputs.iter().zip(targets).enumerate() {
        if let Some((index, value)) = input.not_finite() {
            return Err(Error::NotFinite { what: "input", sample, index, value });
        }
        if let Some((index, value)) = target.not_finite() {
            return Err(Error::NotFinite { what: "target", sample, index, value });
        }
    }
    Ok(())
}
