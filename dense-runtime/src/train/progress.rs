//! A line per epoch in the terminal that fills while training runs.

use indicatif::{ProgressBar as Bar, ProgressDrawTarget, ProgressStyle};

use super::{Callback, Run};
use crate::Error;

/// Shows each epoch as a bar with its figures, in the terminal (standard error). Where there is no terminal, it prints one
/// line at the end of each epoch.
#[derive(Debug, Default)]
#[must_use]
pub struct ProgressBar {
    bar: Option<Bar>,
}

impl ProgressBar {
    /// A progress bar.
    pub const fn new() -> ProgressBar {
        ProgressBar { bar: None }
    }
}

impl Callback for ProgressBar {
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let bar = Bar::with_draw_target(Some(run.batches as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{prefix} {pos}/{len} {bar:20.green} {elapsed} {msg}");
        bar.set_style(style.expect("the template is well formed").progress_chars("━╸ "));
        bar.set_prefix(format!("epoch {}/{}", run.epoch + 1, run.epochs));
        self.bar = Some(bar);
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if let Some(bar) = self.bar.as_ref().filter(|bar| !bar.is_hidden()) {
            bar.set_message(run.scores.to_string());
            bar.set_position(run.batch as u64);
        }
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        if let Some(bar) = self.bar.take() {
            if bar.is_hidden() {
                eprintln!("epoch {}/{} {}", run.epoch + 1, run.epochs, run.scores);
            } else {
                bar.set_message(run.scores.to_string());
                bar.abandon();
            }
        }
        Ok(())
    }
}
