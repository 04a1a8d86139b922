//! All points of a grid.

use super::search::Strategy;
use super::{Search, Space, Value};
use crate::Error;

/// Tries all combinations of the values in the lists, as scikit-learn's `GridSearchCV` does. The last parameter varies fastest.
///
/// ```
/// use dense_runtime::tune::{GridSearch, Space};
///
/// let space = Space::new().choice("x", [-1.0, 0.0, 1.0]).choice("y", [0.0, 2.0]);
/// let results = GridSearch::new(space).run(|trial| {
///     let (x, y): (f64, f64) = (trial.get("x")?, trial.get("y")?);
///     Ok((x - 1.0).powi(2) + (y - 1.5).powi(2))
/// })?;
/// assert_eq!(results.outcomes().len(), 6);
/// assert_eq!(results.best()?.trial().get::<f64>("y")?, 2.0);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// The space must have lists alone: a range of numbers is an [`Error::Parameter`] when the search begins.
pub type GridSearch = Search<Grid>;

/// The strategy of [`GridSearch`].
#[derive(Debug, Clone, Copy)]
pub struct Grid(());

impl Search<Grid> {
    /// A search over all points of the grid.
    pub fn new(space: Space) -> Self {
        Search::with_strategy(space, Grid(()), 1)
    }
}

impl Strategy for Grid {
    fn trials(&self, space: &Space) -> Result<usize, Error> {
        if let Some(name) = space.first_range() {
            let reason = "a grid takes a list of values, `choice`; a range is for `RandomSearch`".to_owned();
            return Err(Error::Parameter { name: name.to_owned(), reason });
        }
        let trials = space.grid_len().and_then(|len| usize::try_from(len).ok()).filter(|&len| len <= u32::MAX as usize);
        trials.ok_or(Error::Setting { name: "grid", value: f64::INFINITY, expected: "at most 4294967295 points" })
    }

    fn values(&self, space: &Space, _: u64, trial: usize) -> Vec<Value> {
        space.point(trial as u64)
    }
}
