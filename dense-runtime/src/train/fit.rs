//! The training loop.

use super::callback::call;
use super::evaluate::{Validation, score};
use super::samples::Samples;
use super::step::check_batch;
use super::weights::Weights;
use super::{History, Run, Scores, Trainer, TrainingWorkspace};
use crate::Error;
use crate::data::{Dataset, Target};
use crate::loss::Loss;
use crate::math::Real;
use crate::metric::Metrics;
use crate::network::{AsNetwork, Compiled, Network};
use crate::optimizer::Optimizer;
use crate::random::{Random, Stream};

impl<O: Optimizer, L, M, V> Trainer<O, L, M, V> {
    /// Trains a network: for each epoch all samples in a new order, batch by batch.
    ///
    /// The `loss` of an epoch is the mean over its samples, each taken before the step that learned from it, with dropout
    /// and noise at work; `val_loss` is taken after the epoch, with both off. Where the data set has weights or the loss another
    /// [`Reduction`](crate::loss::Reduction), it is the mean of the batches' losses, each times its samples.
    ///
    /// If the optimizer keeps moving averages of the parameters (`use_ema`), the network ends as their averages. Losses and metrics
    /// are those of the parameters that learn, as in Keras.
    ///
    /// # Errors
    ///
    /// Settings and data that cannot be trained with are refused before anything changes: [`Error::Setting`],
    /// [`Error::Label`], [`Error::Index`], [`Error::Empty`]. [`Error::Diverged`] ends training when the loss or a gradient is not finite; the
    /// network is then as the last good step left it. A callback's error ends it too, and so does [`Error::Setting`] when a
    /// schedule gives a rate that makes no sense, or when a callback sets the rate that a schedule decides.
    pub fn fit<A: AsNetwork, Y: Target>(
        &mut self,
        model: &mut A,
        data: &Dataset<<A::Network as Compiled>::Input, Y>,
    ) -> Result<History, Error>
    where
        L: Loss<<A::Network as Compiled>::Output, Y, <A::Network as Compiled>::Head>,
        M: Metrics<<A::Network as Compiled>::Output, Y>,
        V: Validation<<A::Network as Compiled>::Input, Y>,
    {
        self.check::<A::Network, Y>(Samples::of(data))?;
        self.metrics.check()?;
        let mut split = data.len();
        if let Some(validation_data) = self.validation_data.data() {
            check_batch::<A::Network, Y>(&self.loss, Samples::of(validation_data))?;
        } else if self.settings.validation_split > 0.0 {
            // Keras's rule: the last samples, the training part rounded down.
            split = (data.len() as f64 * (1.0 - self.settings.validation_split)) as usize;
            if split == 0 || split == data.len() {
                return Err(Error::Empty { what: if split == 0 { "training part" } else { "validation part" } });
            }
        }
        let mut workspace = self.take_workspace::<A::Network>();
        let mut callbacks = core::mem::take(&mut self.callbacks);
        let result = self.run(&mut workspace, model.as_network_mut(), data, split, &mut callbacks);
        self.callbacks = callbacks;
        self.workspace = Some(workspace);
        result
    }

    fn run<N: Network, Y: Target>(
        &mut self,
        workspace: &mut TrainingWorkspace<N>,
        network: &mut N,
        data: &Dataset<N::Input, Y>,
        split: usize,
        callbacks: &mut [Box<dyn super::Callback>],
    ) -> Result<History, Error>
    where
        L: Loss<N::Output, Y, N::Head>,
        M: Metrics<N::Output, Y>,
        V: Validation<N::Input, Y>,
    {
        let mut history = History::default();
        let mut order: Vec<usize> = (0..split).collect();
        let inputs = Vec::with_capacity(self.settings.batch_size.min(split));
        let mut batch = Batch { inputs, targets: Vec::new(), weights: Vec::new() };
        let mut scores = Scores::default();
        let batches = split.div_ceil(self.settings.batch_size);
        let (mut epoch, mut stop) = (0, false);
        // A callback sees the run. What it changes there is taken over: the rate here, whether to stop by the loop.
        macro_rules! notify {
            ($event:ident, $batch:expr) => {{
                let learning_rate = self.optimizer.learning_rate(workspace.next_step());
                let mut run = Run {
                    epoch,
                    epochs: self.settings.epochs,
                    batch: $batch,
                    batches,
                    samples: split,
                    scores: &scores,
                    learning_rate,
                    stop,
                };
                call(callbacks, &mut run, |callback, run| callback.$event(run))?;
                if run.learning_rate.to_bits() != learning_rate.to_bits() {
                    self.optimizer.set_learning_rate(run.learning_rate)?;
                    if let Err(error) = self.optimizer.check() {
                        self.optimizer.set_learning_rate(learning_rate)?;
                        return Err(error);
                    }
                }
                run.stop
            }};
        }

        stop = notify!(on_train_begin, 0);
        while epoch < self.settings.epochs && !stop {
            stop = notify!(on_epoch_begin, 0);
            if self.settings.shuffle {
                // Each epoch begins from the same order, so that its order is a matter of seed and epoch alone.
                order.iter_mut().enumerate().for_each(|(at, sample)| *sample = at);
                Random::new(self.settings.seed, Stream::Shuffle, epoch as u32).shuffle(&mut order);
            }
            self.metrics.reset();
            let (mut loss, mut seen) = (0.0, 0);
            for (at, samples) in order.chunks(self.settings.batch_size).enumerate() {
                batch.gather(data, samples);
                loss += self.step(workspace, network, batch.samples())?.as_f64();
                seen += samples.len();
                let weights = Weights { sample: &batch.weights, class: &self.settings.class_weight };
                let weight = |sample: usize| weights.of(sample, &batch.targets[sample]);
                self.metrics.update(workspace.outputs(), &batch.targets, weight);
                scores.set("", "loss", loss / seen as f64);
                self.metrics.report(&mut |name, value| scores.set("", name, value));
                stop = notify!(on_train_batch_end, at + 1);
                if stop {
                    break;
                }
            }
            let Trainer { loss, metrics, validation_data, settings, .. } = &mut *self;
            let held_out = || Samples::of(data).range(split..data.len());
            let samples = validation_data.data().map_or_else(held_out, Samples::of);
            if !samples.inputs.is_empty() {
                score(workspace, network, loss, metrics, samples, settings.batch_size, |name, value| {
                    scores.set("val_", name, value);
                });
            }
            stop = notify!(on_epoch_end, batches);
            history.push(scores.clone());
            epoch += 1;
        }
        if self.optimizer.averaging().is_some() {
            workspace.finalize_variable_values(network);
        }
        notify!(on_train_end, batches);
        Ok(history)
    }
}

/// The samples of one step, brought together.
struct Batch<X, Y> {
    inputs: Vec<X>,
    targets: Vec<Y>,
    weights: Vec<f64>,
}

impl<X: crate::Sample, Y: Target> Batch<X, Y> {
    fn gather(&mut self, data: &Dataset<X, Y>, samples: &[usize]) {
        self.inputs.clear();
        self.inputs.extend(samples.iter().map(|&sample| data.inputs()[sample]));
        self.targets.clear();
        self.targets.extend(samples.iter().map(|&sample| data.targets()[sample]));
        if let Some(weights) = data.sample_weights() {
            self.weights.clear();
            self.weights.extend(samples.iter().map(|&sample| weights[sample]));
        }
    }

    fn samples(&self) -> Samples<'_, X, Y> {
        Samples { inputs: &self.inputs, targets: &self.targets, weights: &self.weights }
    }
}
