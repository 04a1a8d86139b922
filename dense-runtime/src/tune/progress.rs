//! A line in the terminal that fills while a search runs.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Outcome;
use super::results::better_first;
use crate::metric::Direction;

/// How many trials are done, and how good the best is.
pub(super) struct Progress {
    bar: ProgressBar,
    direction: Direction,
    best: Option<(f64, usize)>,
    failed: usize,
}

impl Progress {
    pub(super) fn new(trials: usize, direction: Direction) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(trials as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("trials {pos}/{len} {bar:20.green} {elapsed} {msg}");
        bar.set_style(style.expect("the template is well formed").progress_chars("━╸ "));
        Progress { bar, direction, best: None, failed: 0 }
    }

    pub(super) fn advance(&mut self, outcome: &Outcome) {
        match outcome.mean() {
            Some(mean) if self.best.is_none_or(|(best, _)| better_first(self.direction, mean, best).is_lt()) => {
                self.best = Some((mean, outcome.trial().number()));
            }
            Some(_) => {}
            None => self.failed += 1,
        }
        self.bar.set_message(self.message());
        self.bar.inc(1);
    }

    fn message(&self) -> String {
        let best = self.best.map(|(mean, trial)| format!("best {mean:.4} (trial {trial})"));
        let failed = (self.failed > 0).then(|| format!("{} failed", self.failed));
        best.into_iter().chain(failed).collect::<Vec<_>>().join(", ")
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.abandon();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::tune::Trial;

    #[test]
    fn the_line_says_how_good_the_best_is() {
        let outcome = |number, result| Outcome::new(Trial::new(number, 0, Vec::new(), 1), vec![result], 0.0, 1);
        let mut progress = Progress::new(4, Direction::Up);
        progress.advance(&outcome(0, Ok(0.5)));
        progress.advance(&outcome(1, Ok(0.75)));
        progress.advance(&outcome(2, Ok(0.25)));
        assert_eq!(progress.message(), "best 0.7500 (trial 1)");
        progress.advance(&outcome(3, Err(Error::Unreported)));
        assert_eq!(progress.message(), "best 0.7500 (trial 1), 1 failed");
        assert_eq!(progress.bar.position(), 4);
    }
}
