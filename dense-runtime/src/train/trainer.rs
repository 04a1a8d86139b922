//! The settings of a training run.

use core::any::Any;
use core::fmt;

use super::Callback;
use super::settings::Settings;
use crate::data::Dataset;
use crate::metric::WithWeighted;
use crate::optimizer::Optimizer;

/// Trains networks: an optimizer, a loss, and how to go about it.
///
/// ```
/// use dense_runtime::{Dataset, Network, Trainer, network};
/// use dense_runtime::{loss::BinaryCrossentropy, metric::Accuracy, optimizer::Adam};
///
/// network! { struct Xor { Input(2) -> Dense(8, tanh) -> Dense(1, sigmoid) } }
///
/// let data = Dataset::new(vec![[0.0f32, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], vec![0u8, 1, 1, 0])?;
/// let mut model = Xor::new(1);
/// let mut trainer =
///     Trainer::new(Adam::new(0.05), BinaryCrossentropy::new()).metric(Accuracy::new()).epochs(200).batch_size(4).seed(7);
/// trainer.fit(&mut model, &data)?;
/// assert_eq!(trainer.evaluate(&model, &data)?.get("accuracy"), Some(1.0));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// The optimizer's memory belongs to the trainer: another call of [`fit`](Trainer::fit) or
/// [`train_on_batch`](Trainer::train_on_batch) with the same type of network goes on where the last one ended, as in Keras.
/// [`reset`](Trainer::reset) begins anew.
///
/// The same settings and seed give the same bits, whatever the number of threads.
#[must_use]
pub struct Trainer<O, L, M = (), V = ()> {
    pub(super) optimizer: O,
    pub(super) loss: L,
    pub(super) metrics: M,
    pub(super) validation_data: V,
    pub(super) settings: Settings,
    pub(super) callbacks: Vec<Box<dyn Callback>>,
    /// The [`TrainingWorkspace`](super::TrainingWorkspace) of the network trained last, whose type only the calls know.
    pub(super) workspace: Option<Box<dyn Any + Send>>,
}

impl<O: Optimizer, L> Trainer<O, L> {
    /// A trainer with Keras's defaults: one epoch, batches of 32, shuffled.
    pub fn new(optimizer: O, loss: L) -> Self {
        let settings = Settings::default();
        Trainer { optimizer, loss, metrics: (), validation_data: (), settings, callbacks: Vec::new(), workspace: None }
    }
}

impl<O: Optimizer, L, M, V> Trainer<O, L, M, V> {
    /// Adds a metric, reported beside the loss for training and validation. All samples count the same in it.
    pub fn metric<A>(self, metric: A) -> Trainer<O, L, (M, A), V> {
        let Trainer { optimizer, loss, metrics, validation_data, settings, callbacks, workspace } = self;
        Trainer { optimizer, loss, metrics: (metrics, metric), validation_data, settings, callbacks, workspace }
    }

    /// Adds a metric in which samples count as much as in the loss, Keras's `weighted_metrics`: by their own weights
    /// ([`Dataset::sample_weight`]), and in training by those of their classes ([`class_weight`](Trainer::class_weight)) as well.
    ///
    /// The same metric without weights beside it needs another name. (Keras would put `weighted_` before this one's.)
    ///
    /// ```
    /// use dense_runtime::{Dataset, Network, Trainer, network};
    /// use dense_runtime::{loss::BinaryCrossentropy, metric::Accuracy, optimizer::Adam};
    ///
    /// network! { struct Xor { Input(2) -> Dense(8, tanh) -> Dense(1, sigmoid) } }
    ///
    /// let data = Dataset::new(vec![[0.0f32, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], vec![0u8, 1, 1, 0])?;
    /// let mut trainer = Trainer::new(Adam::new(0.05), BinaryCrossentropy::new())
    ///     .metric(Accuracy::new())
    ///     .weighted_metric(Accuracy::new().name("weighted_accuracy"));
    /// let scores = trainer.evaluate(&Xor::new(1), &data.sample_weight(vec![1.0, 2.0, 0.5, 0.5])?)?;
    /// assert!(scores.get("accuracy").is_some() && scores.get("weighted_accuracy").is_some());
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn weighted_metric<A>(self, metric: A) -> Trainer<O, L, WithWeighted<M, A>, V> {
        let Trainer { optimizer, loss, metrics, validation_data, settings, callbacks, workspace } = self;
        let metrics = WithWeighted(metrics, metric);
        Trainer { optimizer, loss, metrics, validation_data, settings, callbacks, workspace }
    }

    /// Samples that are never trained on: loss and metrics on them are reported after each epoch, as `val_loss` and so on.
    /// They replace [`validation_split`](Trainer::validation_split).
    pub fn validation_data<X, Y>(self, validation_data: &Dataset<X, Y>) -> Trainer<O, L, M, &Dataset<X, Y>> {
        let Trainer { optimizer, loss, metrics, settings, callbacks, workspace, .. } = self;
        Trainer { optimizer, loss, metrics, validation_data, settings, callbacks, workspace }
    }

    /// Adds code that is called while [`fit`](Trainer::fit) runs.
    pub fn callback(mut self, callback: impl Callback) -> Self {
        self.callbacks.push(Box::new(callback));
        self
    }

    /// The optimizer.
    pub fn optimizer(&self) -> &O {
        &self.optimizer
    }

    /// The optimizer, to change its rate between calls, say.
    pub fn optimizer_mut(&mut self) -> &mut O {
        &mut self.optimizer
    }

    /// Forgets the optimizer's memory, averages and gradients that accumulated included: the next step is a first step.
    pub fn reset(&mut self) {
        self.workspace = None;
    }
}

impl<O: fmt::Debug, L: fmt::Debug, M: fmt::Debug, V> fmt::Debug for Trainer<O, L, M, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trainer")
            .field("optimizer", &self.optimizer)
            .field("loss", &self.loss)
            .field("metrics", &self.metrics)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
