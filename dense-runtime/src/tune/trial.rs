//! One try: values of the parameters, and a seed.

use core::fmt;
use std::sync::Arc;

use super::gate::Gate;
use super::report::Reports;
use super::{FromValue, Value, draw};
use crate::Error;
use crate::train::Callback;

/// Values of the parameters, and a seed: what an objective is called with, and what it can be called with again.
///
/// The same trial gives the same score, bit for bit, if the objective leaves nothing to other chance than
/// [`seed`](Trial::seed): [`Search::trial`](super::Search::trial) and [`Outcome::trial`](super::Outcome::trial) give it once more.
#[derive(Clone)]
pub struct Trial {
    number: usize,
    part: usize,
    seed: u64,
    parameters: Arc<[(String, Value)]>,
    epochs: usize,
    /// Where it is to stop because others were better.
    stop_at: Option<usize>,
    /// Where it waits for the others, while a search with halving runs.
    gate: Option<Arc<Gate>>,
}

impl Trial {
    pub(super) fn new(number: usize, seed: u64, parameters: Vec<(String, Value)>, epochs: usize) -> Trial {
        Trial { number, part: 0, seed, parameters: parameters.into(), epochs, stop_at: None, gate: None }
    }

    /// Its number in the search, from 0.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.number
    }

    /// Which of the search's parts it is scored on, from 0: the fold, in cross-validation.
    #[must_use]
    pub const fn part(&self) -> usize {
        self.part
    }

    /// A seed of its own, which the search's seed, the trial's number and the part decide: for [`Network::new`](crate::Network::new),
    /// [`Trainer::seed`](crate::Trainer::seed), and whatever else is left to chance.
    #[must_use]
    pub fn seed(&self) -> u64 {
        draw::seed(self.seed, self.number, self.part)
    }

    /// The value of a parameter: `usize`, `f64`, `bool`, `&str` or another type that it fits into.
    ///
    /// ```
    /// use dense_runtime::tune::{GridSearch, Space};
    ///
    /// let search = GridSearch::new(Space::new().choice("batch_size", [16, 32]).choice("optimizer", ["adam", "sgd"]));
    /// let trial = search.trial(1)?;
    /// let batch_size: usize = trial.get("batch_size")?;
    /// assert_eq!((batch_size, trial.get("optimizer")?), (16, "sgd"));
    /// assert_eq!(
    ///     trial.get::<f64>("learning_rate").unwrap_err().to_string(),
    ///     "the parameter `learning_rate` makes no sense: there is none of this name, but `batch_size`, `optimizer`"
    /// );
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] if there is none of this name, or if its value is not of this type. Whole numbers are numbers, too.
    pub fn get<'a, T: FromValue<'a>>(&'a self, name: &str) -> Result<T, Error> {
        let wrong = |reason| Error::Parameter { name: name.to_owned(), reason };
        let Some((_, value)) = self.parameters.iter().find(|(known, _)| known == name) else {
            let known: Vec<&str> = self.parameters().map(|(name, _)| name).collect();
            return Err(wrong(format!("there is none of this name, but `{}`", known.join("`, `"))));
        };
        T::from_value(value).ok_or_else(|| wrong(format!("its value is {value}, and not {}", T::KIND)))
    }

    /// The names and values of all parameters, in the order of the [`Space`](super::Space).
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many epochs it may train: what [`Search::epochs`](super::Search::epochs) says, or the most that
    /// [`SuccessiveHalving`](super::SuccessiveHalving) gives to any.
    #[must_use]
    pub const fn epochs(&self) -> usize {
        self.epochs
    }

    /// The same trial on another of the search's parts, with the seed that it has there.
    #[must_use]
    pub fn on_part(&self, part: usize) -> Trial {
        Trial { part, ..self.clone() }
    }

    /// Says how good it is after so many epochs, and learns whether to go on: `false` ends it, because others are better.
    ///
    /// In [`SuccessiveHalving`](super::SuccessiveHalving) a call that completes a rung waits for the other trials. Elsewhere it always
    /// says to go on. A loop of one's own calls it after each epoch; where there is a [`Trainer`](crate::Trainer), its callback
    /// [`reports`](Trial::reports) does.
    #[must_use = "a trial that is told to end has to do it"]
    pub fn report(&self, epochs: usize, score: f64) -> bool {
        self.gate.as_ref().is_none_or(|gate| gate.report(epochs, score)) && self.stop_at.is_none_or(|end| epochs < end)
    }

    /// A callback for a trainer that [reports](Trial::report) a figure after each epoch, `"val_loss"` say, and stops training if others
    /// are better. The figure should be what the objective gives as its score.
    ///
    /// When the figure of an epoch that counts is not there, it ends training with [`Error::Figure`].
    pub fn reports(&self, figure: &str) -> impl Callback + use<> {
        if let Some(gate) = &self.gate {
            gate.expect_reports();
        }
        Reports { trial: self.clone(), figure: figure.to_owned() }
    }

    /// Whether a figure after so many epochs is asked for.
    pub(super) fn counts(&self, epochs: usize) -> bool {
        self.gate.as_ref().is_some_and(|gate| gate.counts(epochs)) || self.stop_at.is_some_and(|end| epochs >= end)
    }

    pub(super) fn at(&self, part: usize, gate: Arc<Gate>) -> Trial {
        Trial { part, gate: Some(gate), ..self.clone() }
    }

    pub(super) fn stop_at(&mut self, epochs: usize) {
        self.stop_at = Some(epochs);
    }
}

impl fmt::Debug for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trial")
            .field("number", &self.number)
            .field("part", &self.part)
            .field("parameters", &self.parameters)
            .finish_non_exhaustive()
    }
}
