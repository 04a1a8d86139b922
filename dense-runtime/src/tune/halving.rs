//! Many trials for a few epochs, few trials for many.

use super::random::Drawn;
use super::search::{Strategy, check_count};
use super::{Search, Space, Value};
use crate::Error;

/// Begins with many trials, gives all a few epochs, and goes on with the best of them (Jamieson and Talwalkar, "Non-stochastic Best Arm
/// Identification and Hyperparameter Optimization", AISTATS 2016; with the `eta` of Li et al., "Hyperband", JMLR 2018). What is tried
/// is drawn as by [`RandomSearch`](super::RandomSearch).
///
/// The trials climb *rungs*. With `n` trials, at most `R` epochs and at least `r`, there are `s + 1` of them, where `s` is the largest
/// whole number with `r * eta^s <= R`. On rung `i`, counted from 0, there are `n / eta^i` trials, rounded down, but at least one, and
/// each has been trained for `R / eta^(s - i)` epochs in all, rounded down. [`schedule`](Search::schedule) shows it; with 27 trials, 27
/// epochs and the default `eta` of 3:
///
/// | rung | trials | epochs |
/// |---|---|---|
/// | 0 | 27 | 1 |
/// | 1 | 9 | 3 |
/// | 2 | 3 | 9 |
/// | 3 | 1 | 27 |
///
/// A trial is not begun anew on each rung: the objective is called once, trains for [`Trial::epochs`](super::Trial::epochs), and
/// [reports](super::Trial::reports) after each epoch how good it is. At the end of a rung it waits in this call until all have come so
/// far, and then learns whether it is among the best. So a trial that comes through has had the same training, bit for bit, as with any
/// other search. Those that wait are threads that sleep, with all of their memory: as many as there are trials, times parts. No more than
/// [`threads`](Search::threads) of them work.
///
/// ```
/// use dense_runtime::{Dataset, Network, Trainer, loss::MeanSquaredError, network, optimizer::SGD};
/// use dense_runtime::tune::{Space, SuccessiveHalving};
///
/// network! { struct Line { Input(1) -> Dense(1) } }
///
/// let data = Dataset::from_pairs((0..40).map(|x| ([x as f32 / 40.0], [x as f32 / 10.0])))?.shuffle(1);
/// let search = SuccessiveHalving::new(Space::new().log_uniform("rate", 1e-4..=0.3), 9, 9).seed(1);
/// let results = search.run_parts([data.split(0.8)?], |trial, (train, validation)| {
///     let mut model = Line::new(trial.seed());
///     let mut trainer = Trainer::new(SGD::new(trial.get::<f64>("rate")?), MeanSquaredError::new())
///         .epochs(trial.epochs())
///         .seed(trial.seed())
///         .validation_data(validation)
///         .callback(trial.reports("val_loss"));
///     trainer.fit(&mut model, train)?;
///     trainer.evaluate(&model, validation)?.figure("loss")
/// })?;
/// assert_eq!(results.best()?.epochs(), 9);
/// assert_eq!(results.outcomes().iter().filter(|outcome| outcome.epochs() == 1).count(), 6);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// A trial that ends before, because of an `EarlyStopping` say, keeps the score that its objective gave, and competes with it on the
/// rungs that it would have come to. Trials that fail do not count. With several parts, means over the parts are compared, and a trial
/// goes on or ends on all of them.
pub type SuccessiveHalving = Search<Halving>;

/// The strategy of [`SuccessiveHalving`].
#[derive(Debug, Clone, Copy)]
pub struct Halving {
    drawn: Drawn,
    eta: usize,
    min_epochs: usize,
}

/// A rung of [`SuccessiveHalving`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rung {
    /// How many trials come to it, if none fails.
    pub trials: usize,
    /// The epochs that each of them has been trained for at its end.
    pub epochs: usize,
}

impl Search<Halving> {
    /// A search with so many trials, of which the last ones have so many epochs.
    pub fn new(space: Space, trials: usize, epochs: usize) -> Self {
        let halving = Halving { drawn: Drawn::new(trials), eta: 3, min_epochs: 1 };
        Search::with_strategy(space, halving, epochs)
    }

    /// Of so many trials one goes on, and it gets so many times the epochs: scikit-learn's `factor`. The default is 3.
    pub fn eta(mut self, eta: usize) -> Self {
        self.strategy_mut().eta = eta;
        self
    }

    /// How many epochs the first rung has at least. The default is 1.
    pub fn min_epochs(mut self, min_epochs: usize) -> Self {
        self.strategy_mut().min_epochs = min_epochs;
        self
    }

    /// The rungs, from the first.
    ///
    /// ```
    /// use dense_runtime::tune::{Space, SuccessiveHalving};
    ///
    /// let search = SuccessiveHalving::new(Space::new().uniform("x", 0.0..=1.0), 20, 100).min_epochs(10);
    /// let schedule = search.schedule()?;
    /// assert_eq!(schedule.iter().map(|rung| (rung.trials, rung.epochs)).collect::<Vec<_>>(), [(20, 11), (6, 33), (2, 100)]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for settings that make no sense, [`Error::Parameter`] for a space that does not.
    pub fn schedule(&self) -> Result<Vec<Rung>, Error> {
        let trials = self.trials()?;
        self.rungs(trials)
    }
}

impl Strategy for Halving {
    fn trials(&self, space: &Space) -> Result<usize, Error> {
        self.drawn.trials(space)
    }

    fn values(&self, space: &Space, seed: u64, trial: usize) -> Vec<Value> {
        self.drawn.values(space, seed, trial)
    }

    fn rungs(&self, trials: usize, epochs: usize) -> Result<Vec<Rung>, Error> {
        let Halving { eta, min_epochs, .. } = *self;
        check_count("eta", eta, 2)?;
        check_count("min_epochs", min_epochs, 1)?;
        if min_epochs > epochs {
            let value = min_epochs as f64;
            return Err(Error::Setting {
                name: "min_epochs",
                value,
                expected: "no more than the epochs of the search",
            });
        }
        // Powers of `eta` from 1 on, one for each rung.
        let fits = |power: &usize| power.checked_mul(min_epochs).is_some_and(|least| least <= epochs);
        let powers = core::iter::successors(Some(1_usize), |power| power.checked_mul(eta)).take_while(fits);
        let powers: Vec<usize> = powers.collect();
        let rung = |(power, rest): (&usize, &usize)| Rung { trials: (trials / power).max(1), epochs: epochs / rest };
        Ok(powers.iter().zip(powers.iter().rev()).map(rung).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule(trials: usize, min_epochs: usize, epochs: usize, eta: usize) -> Vec<(usize, usize)> {
        let halving = Halving { drawn: Drawn::new(trials), eta, min_epochs };
        let rungs = halving.rungs(trials, epochs).expect("good settings");
        rungs.into_iter().map(|rung| (rung.trials, rung.epochs)).collect()
    }

    /// Table 1 of "Hyperband": R = 81, eta = 3, a column for each s.
    #[test]
    fn the_rungs_are_those_of_the_paper() {
        assert_eq!(schedule(81, 1, 81, 3), [(81, 1), (27, 3), (9, 9), (3, 27), (1, 81)]);
        assert_eq!(schedule(27, 3, 81, 3), [(27, 3), (9, 9), (3, 27), (1, 81)]);
        assert_eq!(schedule(9, 9, 81, 3), [(9, 9), (3, 27), (1, 81)]);
        assert_eq!(schedule(6, 27, 81, 3), [(6, 27), (2, 81)]);
        assert_eq!(schedule(5, 81, 81, 3), [(5, 81)]);
    }

    #[test]
    fn the_rungs_of_other_numbers_are_worked_out_by_hand() {
        assert_eq!(schedule(16, 1, 8, 2), [(16, 1), (8, 2), (4, 4), (2, 8)]);
        assert_eq!(schedule(10, 1, 100, 3), [(10, 1), (3, 3), (1, 11), (1, 33), (1, 100)]);
        assert_eq!(schedule(10, 5, 100, 4), [(10, 6), (2, 25), (1, 100)]);
        assert_eq!(schedule(2, 7, 13, 2), [(2, 13)]);
        assert_eq!(schedule(7, 1, usize::MAX, usize::MAX), [(7, 1), (1, usize::MAX)]);
    }
}
