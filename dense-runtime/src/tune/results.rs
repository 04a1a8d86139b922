//! What came of all trials.

use core::cmp::{Ordering, Reverse};

use super::Outcome;
use crate::Error;
use crate::metric::Direction;

/// What came of a search: the outcomes, the best first.
///
/// `Display` makes a table of it, with a line for each trial:
///
/// ```text
/// rank  trial  hidden  learning_rate    mean     std  epochs  seconds
///    1      3      32        0.01321  0.9733  0.0249      20     0.05
///    2      0      16       0.004102  0.9400  0.0327      20     0.04
///    -      1      64           8.31  failed: the loss of training step 9 is not finite; ..
/// ```
#[derive(Debug, Clone)]
pub struct Results {
    outcomes: Vec<Outcome>,
}

impl Results {
    pub(super) fn new(mut outcomes: Vec<Outcome>, direction: Direction) -> Results {
        let rank = |one: &Outcome, other: &Outcome| match (one.mean(), other.mean()) {
            (Some(a), Some(b)) => {
                Reverse(one.epochs()).cmp(&Reverse(other.epochs())).then(better_first(direction, a, b))
            }
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        outcomes.sort_by(|one, other| rank(one, other).then(one.trial().number().cmp(&other.trial().number())));
        Results { outcomes }
    }

    /// All outcomes: the best first, of equal ones the first trial; behind them those that failed. In
    /// [`SuccessiveHalving`](super::SuccessiveHalving) a trial that came further is better.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// The best outcome.
    ///
    /// # Errors
    ///
    /// If all trials failed: the error of the first one.
    pub fn best(&self) -> Result<&Outcome, Error> {
        // A search has one trial at least.
        let best = &self.outcomes[0];
        best.error().map_or(Ok(best), |error| Err(error.clone()))
    }

    /// The outcome of the trial with this number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.trial().number() == number)
    }
}

/// The order of two scores, of which the better one comes first.
pub(super) fn better_first(direction: Direction, one: f64, other: f64) -> Ordering {
    let order = one.partial_cmp(&other).unwrap_or(Ordering::Equal);
    match direction {
        Direction::Up => order.reverse(),
        Direction::Down => order,
    }
}
