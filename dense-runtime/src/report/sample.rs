//! Runs that tests draw.

use crate::train::{History, Scores};

/// A run with these figures, epoch by epoch.
pub(super) fn history(figures: &[(&str, &[Option<f64>])]) -> History {
    let mut history = History::default();
    for epoch in 0..figures.iter().map(|(_, values)| values.len()).max().unwrap_or(0) {
        let mut scores = Scores::default();
        for (name, values) in figures {
            if let Some(&Some(value)) = values.get(epoch) {
                scores.set("", name, value);
            }
        }
        history.push(scores);
    }
    history
}
