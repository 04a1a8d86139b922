//! Training on a data set.

use super::evaluate::Validation;
use super::learner::Lesson;
use super::samples::Samples;
use super::session::Session;
use super::source::{InMemory, Source};
use super::step::check_batch;
use super::{History, Trainer};
use crate::Error;
use crate::data::{Dataset, Target};
use crate::loss::Loss;
use crate::metric::Metrics;
use crate::network::{AsNetwork, Compiled};
use crate::optimizer::Optimizer;

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
    /// [`Error::Label`], [`Error::Index`], [`Error::Empty`]. [`Error::Diverged`] ends training when the loss or a
    /// gradient is not finite; the network is then as the last good step left it. A callback's error ends it too, and
    /// so does [`Error::Setting`] when a schedule gives a rate that makes no sense, or when a callback sets the rate
    /// that a schedule decides.
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
        let validation_data = self.validation_data;
        let mut validation = validation_data.data().map(Samples::of);
        if let Some(samples) = validation {
            check_batch::<A::Network, Y>(&self.loss, samples)?;
        } else if self.settings.validation_split > 0.0 {
            // Keras's rule: the last samples, the training part rounded down.
            split = (data.len() as f64 * (1.0 - self.settings.validation_split)) as usize;
            if split == 0 || split == data.len() {
                return Err(Error::Empty { what: if split == 0 { "training part" } else { "validation part" } });
            }
            validation = Some(Samples::of(data).range(split..data.len()));
        }
        let mut source = InMemory::new(data, split, &self.settings);
        self.train(model, &mut source, validation)
    }

    /// Trains on all batches of a source.
    pub(super) fn train<A: AsNetwork, Y: Target>(
        &mut self,
        model: &mut A,
        source: &mut impl Source<<A::Network as Compiled>::Input, Y>,
        validation: Option<Samples<'_, <A::Network as Compiled>::Input, Y>>,
    ) -> Result<History, Error>
    where
        L: Loss<<A::Network as Compiled>::Output, Y, <A::Network as Compiled>::Head>,
        M: Metrics<<A::Network as Compiled>::Output, Y>,
    {
        let mut workspace = self.take_workspace::<A::Network>();
        let mut callbacks = core::mem::take(&mut self.callbacks);
        let settings = self.settings.clone();
        let network = model.as_network_mut();
        let mut lesson = Lesson { trainer: self, workspace: &mut workspace, network, source, validation };
        let result = Session::new(&mut lesson, &mut callbacks, &settings, validation.is_some()).run();
        self.callbacks = callbacks;
        self.workspace = Some(workspace);
        result
    }
}
