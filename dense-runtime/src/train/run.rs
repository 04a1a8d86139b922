//! What a callback sees of a training run, and what it can do about it.

use core::fmt;

use super::Scores;
use super::snapshot::{Model, Snapshot};
use crate::metric::Direction;
use crate::network::Network;

/// Where a training run stands.
#[non_exhaustive]
pub struct Run<'a> {
    /// The epoch, from 0.
    pub epoch: usize,
    /// How many epochs were asked for.
    pub epochs: usize,
    /// How many batches of the epoch are done.
    pub batch: usize,
    /// How many batches an epoch has, or 0 in the first epoch of a stream, where that is not known.
    pub batches: usize,
    /// How many samples an epoch has, or 0 in the first epoch of a stream, where that is not known.
    pub samples: usize,
    /// The figures of the epoch. What a callback [sets](Scores::insert) here at the end of an epoch is in the history.
    pub scores: &'a mut Scores,
    /// The optimizer's learning rate in the next step. A new value holds from that step on; if the rate follows a schedule,
    /// a new value ends `fit` with [`Error::Setting`](crate::Error::Setting).
    pub learning_rate: f64,
    /// Set this to stop training after the current batch or epoch.
    pub stop: bool,
    pub(super) model: &'a mut dyn Model,
    pub(super) figures: &'a [Figure],
}

/// A figure that the run reports by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) direction: Option<Direction>,
}

impl Run<'_> {
    /// The network, if it is of this type.
    ///
    /// ```
    /// # use dense_runtime::{Error, Network, network};
    /// use dense_runtime::train::{Callback, Run};
    /// # network! { struct Line { Input(1) -> Dense(1) } }
    ///
    /// struct Watch;
    ///
    /// impl Callback for Watch {
    ///     fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
    ///         let answer = run.model::<Line>().map(|line| line.predict(&[3.0]));
    ///         println!("{answer:?}");
    ///         Ok(())
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn model<N: Network>(&self) -> Option<&N> {
        self.model.as_any().downcast_ref()
    }

    /// The network, to change it, if it is of this type.
    pub fn model_mut<N: Network>(&mut self) -> Option<&mut N> {
        self.model.as_any_mut().downcast_mut()
    }

    /// The parameters as they are now.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.model.snapshot()
    }

    /// Brings back the parameters as they were. Whether they are those of such a network; if not, nothing changes.
    pub fn restore(&mut self, snapshot: &Snapshot) -> bool {
        self.model.restore(snapshot)
    }

    /// The names of the figures that the run reports: `loss`, the metrics, and the same with `val_` if there is validation.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        self.figures.iter().map(|figure| figure.name.as_str())
    }

    /// Whether large or small values of a figure are good, if that is known.
    #[must_use]
    pub fn direction(&self, figure: &str) -> Option<Direction> {
        self.figures.iter().find(|known| known.name == figure)?.direction
    }
}

impl fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("epoch", &self.epoch)
            .field("batch", &self.batch)
            .field("scores", &self.scores)
            .field("learning_rate", &self.learning_rate)
            .field("stop", &self.stop)
            .finish_non_exhaustive()
    }
}
