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
    /// How many training steps there have been since the trainer was made, or [reset](crate::Trainer::reset).
    pub steps: u64,
    /// Set this to stop training after the current batch or epoch.
    pub stop: bool,
    pub(super) model: &'a mut dyn Model,
    pub(super) figures: &'a mut Vec<Figure>,
    /// Whether a callback means to set the rate.
    pub(super) sets_rate: bool,
    /// Whether somebody outside wants it to end.
    pub(super) is_interrupted: bool,
    #[cfg(feature = "files")]
    pub(super) requests: &'a mut Requests,
}

/// A figure that the run reports by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) direction: Option<Direction>,
}

/// What callbacks have asked for, which is done when all of them have been called.
#[cfg(feature = "files")]
#[derive(Debug, Default)]
pub(super) struct Requests {
    pub(super) back_up: Option<std::path::PathBuf>,
    pub(super) resume: Option<std::path::PathBuf>,
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

    /// The names of the figures that the run reports: `loss`, the metrics, and the same with `val_` if there is validation. Then
    /// those that callbacks have [announced](Run::announce).
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        self.figures.iter().map(|figure| figure.name.as_str())
    }

    /// Whether large or small values of a figure are good, if that is known.
    #[must_use]
    pub fn direction(&self, figure: &str) -> Option<Direction> {
        self.figures.iter().find(|known| known.name == figure)?.direction
    }

    /// Says in [`on_train_begin`](super::Callback::on_train_begin) that a callback will set a figure of its own, so that callbacks
    /// after it can monitor it. What is known already stays.
    ///
    /// ```
    /// use dense_runtime::Error;
    /// use dense_runtime::metric::Direction;
    /// use dense_runtime::train::{Callback, Run};
    ///
    /// /// Reports by how much the network overfits.
    /// struct Gap;
    ///
    /// impl Callback for Gap {
    ///     fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
    ///         run.announce("gap", Some(Direction::Down));
    ///         Ok(())
    ///     }
    ///
    ///     fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
    ///         if let (Some(loss), Some(val_loss)) = (run.scores.get("loss"), run.scores.get("val_loss")) {
    ///             run.scores.insert("gap", val_loss - loss);
    ///         }
    ///         Ok(())
    ///     }
    /// }
    /// ```
    pub fn announce(&mut self, figure: &str, direction: Option<Direction>) {
        if self.figures.iter().all(|known| known.name != figure) {
            self.figures.push(Figure { name: figure.to_string(), direction });
        }
    }

    /// Stops training after the current batch, as [`stop`](Run::stop) does, but for a reason that has nothing to do
    /// with the run: it is to go on some other time. Its last [checkpoint](crate::callback::BackupAndRestore) stays,
    /// and none is made of the epoch that is cut short.
    pub fn interrupt(&mut self) {
        self.stop = true;
        self.is_interrupted = true;
    }

    /// Whether the run has been [interrupted](Run::interrupt).
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.is_interrupted
    }

    /// Says in [`on_train_begin`](super::Callback::on_train_begin) that a callback will set the learning rate: if that follows a
    /// schedule, `fit` ends with its error at once, and not when the rate is set.
    pub fn claim_learning_rate(&mut self) {
        self.sets_rate = true;
    }
}

#[cfg(feature = "files")]
impl Run<'_> {
    /// Saves the network as it is now: [`Network::save`].
    ///
    /// # Errors
    ///
    /// [`Error::File`](crate::Error::File) if the system refuses.
    pub fn save(&self, path: impl AsRef<std::path::Path>) -> Result<(), crate::Error> {
        self.model.save(path.as_ref())
    }

    /// Asks for a checkpoint: all that the run needs to go on in another process with the same bits, in a file. It is written when
    /// all callbacks have been called, after this epoch or this batch.
    pub fn back_up(&mut self, path: impl Into<std::path::PathBuf>) {
        self.requests.back_up = Some(path.into());
    }

    /// Asks to go on from a checkpoint. It is read when all callbacks have been called, before the first epoch; later there is no use
    /// in it.
    ///
    /// The network, the optimizer's memory and rate, the history and what callbacks [remember](super::Callback::memory) are then as
    /// they were. The run must be of the same network, with the same optimizer, settings and number of samples; otherwise `fit` ends
    /// with [`Error::Checkpoint`](crate::Error::Checkpoint) before anything changes.
    pub fn resume(&mut self, path: impl Into<std::path::PathBuf>) {
        self.requests.resume = Some(path.into());
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
