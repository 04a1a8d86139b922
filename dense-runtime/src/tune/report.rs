//! The callback that says how good a trial is.

use super::Trial;
use crate::Error;
use crate::train::{Callback, Run};

/// Reports a figure after each epoch.
pub(super) struct Reports {
    pub(super) trial: Trial,
    pub(super) figure: String,
}

impl Callback for Reports {
    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let epochs = run.epoch + 1;
        if self.trial.counts(epochs) {
            let score = run.scores.asked_for("the trial", &self.figure)?;
            if !self.trial.report(epochs, score) {
                run.stop = true;
            }
        }
        Ok(())
    }
}
