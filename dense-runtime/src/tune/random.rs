//! Points by chance.

use super::search::{Strategy, check_count};
use super::{Search, Space, Value, draw};
use crate::Error;

/// Tries values by chance, as scikit-learn's `RandomizedSearchCV` does (Bergstra and Bengio, "Random Search for Hyper-Parameter
/// Optimization", JMLR 2012). The seed decides the values.
///
/// ```
/// use dense_runtime::tune::{RandomSearch, Space};
///
/// let space = Space::new().log_uniform("rate", 1e-4..=1.0).choice("steps", [10, 100]);
/// let results = RandomSearch::new(space, 50).seed(1).run(|trial| {
///     let (rate, steps): (f64, i32) = (trial.get("rate")?, trial.get("steps")?);
///     Ok((1.0 - rate).powi(steps))       // what gradient descent leaves of a distance
/// })?;
/// assert!(results.best()?.mean() < Some(1e-3));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// If all parameters have lists, no combination is tried twice, and a number of trials that exceeds that of the combinations is
/// lowered to it.
pub type RandomSearch = Search<Drawn>;

/// The strategy of [`RandomSearch`].
#[derive(Debug, Clone, Copy)]
pub struct Drawn {
    trials: usize,
}

impl Search<Drawn> {
    /// A search with so many trials.
    pub fn new(space: Space, trials: usize) -> Self {
        Search::with_strategy(space, Drawn::new(trials), 1)
    }
}

impl Drawn {
    pub(super) const fn new(trials: usize) -> Drawn {
        Drawn { trials }
    }
}

impl Strategy for Drawn {
    fn trials(&self, space: &Space) -> Result<usize, Error> {
        check_count("trials", self.trials, 1)?;
        Ok(space.grid_len().map_or(self.trials, |len| self.trials.min(usize::try_from(len).unwrap_or(usize::MAX))))
    }

    fn values(&self, space: &Space, seed: u64, trial: usize) -> Vec<Value> {
        match space.grid_len() {
            Some(len) => space.point(draw::of_shuffled(seed, len, trial)),
            None => space.draw(&mut draw::random(seed, trial)),
        }
    }
}
