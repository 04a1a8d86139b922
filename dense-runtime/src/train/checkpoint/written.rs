//! What a checkpoint says in words: where the run stood, and whose it is.

use core::fmt;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
    pub(super) optimizer: OfOptimizer,
}

/// Figures by name, in their order.
pub(super) type Figures = Vec<(String, Exact)>;

/// What a callback remembers: numbers by name, and the names of parameters.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct OfCallback {
    pub(super) numbers: BTreeMap<String, Exact>,
    pub(super) snapshots: Vec<String>,
}

/// What there is of an optimizer beside tensors.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OfOptimizer {
    pub(super) learning_rate: Exact,
    pub(super) steps: u64,
    pub(super) updates: u64,
    pub(super) slots: usize,
    pub(super) moderate: bool,
    pub(super) waiting_steps: u64,
    pub(super) average_of: u64,
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
