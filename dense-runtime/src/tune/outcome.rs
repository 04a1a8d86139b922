//! What came of a trial.

use super::Trial;
use crate::Error;

/// What came of a trial: its score on each part, or the error with which it failed.
#[derive(Debug, Clone)]
pub struct Outcome {
    trial: Trial,
    result: Result<Vec<f64>, Error>,
    seconds: f64,
    epochs: usize,
}

impl Outcome {
    /// Of the results on the parts, the first error counts.
    pub(super) fn new(trial: Trial, results: Vec<Result<f64, Error>>, seconds: f64, epochs: usize) -> Outcome {
        Outcome { trial, result: results.into_iter().collect(), seconds, epochs }
    }

    /// The trial, to do it again: on the same parts it gives the same scores, bit for bit. One that
    /// [`SuccessiveHalving`](super::SuccessiveHalving) ended stops at the same epoch.
    #[must_use]
    pub const fn trial(&self) -> &Trial {
        &self.trial
    }

    /// The score on each part.
    ///
    /// # Errors
    ///
    /// The error with which the objective failed on the first of the parts on which it did, or [`Error::Setting`] if its score was not
    /// finite.
    pub fn scores(&self) -> Result<&[f64], Error> {
        self.result.as_deref().map_err(Clone::clone)
    }

    /// The mean of the scores, unless the trial failed.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        self.result.as_deref().ok().map(mean)
    }

    /// The standard deviation of the scores, unless the trial failed: that of the population, scikit-learn's `std_test_score`. Of a
    /// single score it is 0.
    #[must_use]
    pub fn std(&self) -> Option<f64> {
        let scores = self.result.as_deref().ok()?;
        let mean = mean(scores);
        Some((scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>() / scores.len() as f64).sqrt())
    }

    /// The error with which it failed, if it did.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        self.result.as_ref().err()
    }

    /// The time that all parts took together, in seconds, without that of waiting for other trials.
    #[must_use]
    pub const fn seconds(&self) -> f64 {
        self.seconds
    }

    /// How many epochs it was given: [`Trial::epochs`], or, of a trial that [`SuccessiveHalving`](super::SuccessiveHalving) ended, those
    /// of its last [rung](super::Rung).
    #[must_use]
    pub const fn epochs(&self) -> usize {
        self.epochs
    }
}

pub(super) fn mean(scores: &[f64]) -> f64 {
    scores.iter().sum::<f64>() / scores.len() as f64
}
