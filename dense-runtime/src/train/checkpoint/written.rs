//! What a checkpoint says in words: where the run stood, and whose it is.

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::workspace::Counters;
use super::super::{History, Scores};

/// The form of what follows. Others are refused.
pub(super) const VERSION: u32 = 1;

/// The text of a checkpoint.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) version: u32,
    /// What the run that goes on must have in common with the one before, by name.
    pub(super) run: BTreeMap<String, String>,
    pub(super) epoch: usize,
    pub(super) batch: usize,
    pub(super) loss: Exact,
    pub(super) seen: usize,
    pub(super) stop: bool,
    pub(super) scores: Figures,
    pub(super) history: Vec<Figures>,
    /// What each metric has gathered in the epoch.
    pub(super) metrics: Vec<(String, Vec<Exact>)>,
    pub(super) callbacks: BTreeMap<String, OfCallback>,
    pub(super) learning_rate: Exact,
    pub(super) optimizer: Counters,
}

impl Written {
    /// The first count that no run can have reached, if an epoch has so many batches (0 if that is not known).
    pub(super) fn impossible(&self, batches: usize) -> Option<(&'static str, u64)> {
        // More steps than a computer can take, and far from where a counter overflows.
        const MOST: u64 = 1 << 53;
        let most_batches = if batches > 0 { batches as u64 } else { MOST };
        let Counters { steps, updates, waiting_steps, average_of, .. } = self.optimizer;
        let counts = [
            ("epoch", self.epoch as u64, MOST),
            ("batch", self.batch as u64, most_batches),
            ("seen", self.seen as u64, MOST),
            ("steps", steps, MOST),
            ("updates", updates, steps),
            ("waiting_steps", waiting_steps, steps),
            ("average_of", average_of, steps),
        ];
        counts.into_iter().find(|(_, count, most)| count > most).map(|(name, count, _)| (name, count))
    }
}

/// Figures by name, in their order.
pub(super) type Figures = Vec<(String, Exact)>;

/// What a callback remembers: numbers by name, and the names of parameters.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct OfCallback {
    pub(super) numbers: BTreeMap<String, Exact>,
    pub(super) snapshots: Vec<String>,
}

/// A number as its bits: JSON knows neither NaN nor infinity.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(from = "u64", into = "u64")]
pub(super) struct Exact(pub(super) f64);

impl From<u64> for Exact {
    fn from(bits: u64) -> Exact {
        Exact(f64::from_bits(bits))
    }
}

impl From<Exact> for u64 {
    fn from(Exact(number): Exact) -> u64 {
        number.to_bits()
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

pub(super) fn figures(scores: &Scores) -> Figures {
    scores.iter().map(|(name, value)| (name.to_string(), Exact(value))).collect()
}

pub(super) fn scores(figures: Figures) -> Scores {
    let mut scores = Scores::default();
    figures.into_iter().for_each(|(name, Exact(value))| scores.insert(&name, value));
    scores
}

pub(super) fn history(epochs: Vec<Figures>) -> History {
    let mut history = History::default();
    epochs.into_iter().for_each(|figures| history.push(scores(figures)));
    history
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_no_run_reaches_are_found() {
        let optimizer = Counters { steps: 30, updates: 10, slots: 2, moderate: true, waiting_steps: 2, average_of: 30 };
        let good = || Written {
            version: VERSION,
            run: BTreeMap::new(),
            epoch: 3,
            batch: 5,
            loss: Exact(f64::NAN),
            seen: 40,
            stop: false,
            scores: vec![("loss".to_string(), Exact(f64::INFINITY))],
            history: Vec::new(),
            metrics: Vec::new(),
            callbacks: BTreeMap::new(),
            learning_rate: Exact(0.1),
            optimizer,
        };
        assert_eq!(good().impossible(5), None);
        assert_eq!(good().impossible(0), None);
        assert_eq!(good().impossible(4), Some(("batch", 5)));
        let changed = |change: fn(&mut Written)| {
            let mut written = good();
            change(&mut written);
            written.impossible(0).map(|(name, _)| name)
        };
        assert_eq!(changed(|written| written.epoch = usize::MAX), Some("epoch"));
        assert_eq!(changed(|written| written.batch = usize::MAX), Some("batch"));
        assert_eq!(changed(|written| written.optimizer.steps = u64::MAX), Some("steps"));
        assert_eq!(changed(|written| written.optimizer.updates = 31), Some("updates"));
        assert_eq!(changed(|written| written.optimizer.average_of = 31), Some("average_of"));
    }

    #[test]
    fn numbers_come_back_with_their_bits() {
        for number in [0.1, -0.0, f64::NAN, -f64::NAN, f64::INFINITY, f64::MIN_POSITIVE / 3.0] {
            let text = serde_json::to_string(&Exact(number)).expect("a number");
            let Exact(back) = serde_json::from_str(&text).expect("a number");
            assert_eq!(back.to_bits(), number.to_bits());
        }
    }
}
