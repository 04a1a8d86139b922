//! What all searches have in common: settings, and the way from a space to results.

use core::fmt;

use super::course::Course;
#[cfg(feature = "progress")]
use super::progress::Progress;
use super::{Outcome, Results, Rung, Space, Trial, Value, threads};
use crate::Error;
use crate::kernels::workers;
use crate::metric::Direction;

/// A search for the best values of the parameters: a [`GridSearch`](super::GridSearch), a [`RandomSearch`](super::RandomSearch) or
/// a [`SuccessiveHalving`](super::SuccessiveHalving).
///
/// It calls an *objective* for each [`Trial`], which gives a score. If the score is a mean over several parts of the data, as in
/// cross-validation, the objective is called for each part. Calls run beside each other on [`threads`](Search::threads); results do not
/// depend on how many there are.
#[must_use]
pub struct Search<S> {
    space: Space,
    strategy: S,
    seed: u64,
    epochs: usize,
    direction: Direction,
    threads: Option<usize>,
    on_outcome: Vec<OnOutcome>,
    #[cfg(feature = "progress")]
    progress: bool,
}

type OnOutcome = Box<dyn Fn(&Outcome)>;

/// Which trials there are.
pub trait Strategy {
    /// How many.
    #[doc(hidden)]
    fn trials(&self, space: &Space) -> Result<usize, Error>;

    /// The values that a trial has.
    #[doc(hidden)]
    fn values(&self, space: &Space, seed: u64, trial: usize) -> Vec<Value>;

    /// What they go through.
    #[doc(hidden)]
    fn rungs(&self, trials: usize, epochs: usize) -> Result<Vec<Rung>, Error> {
        Ok(vec![Rung { trials, epochs }])
    }
}

impl<S: Strategy> Search<S> {
    pub(super) fn with_strategy(space: Space, strategy: S, epochs: usize) -> Self {
        Search {
            space,
            strategy,
            seed: 0,
            epochs,
            direction: Direction::Down,
            threads: None,
            on_outcome: Vec::new(),
            #[cfg(feature = "progress")]
            progress: false,
        }
    }

    /// Decides what is drawn, and the [seeds](Trial::seed) of the trials. The default is 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The epochs that trials are told to train for, [`Trial::epochs`]. The default is 1, as a trainer's.
    pub fn epochs(mut self, epochs: usize) -> Self {
        self.epochs = epochs;
        self
    }

    /// Looks for the smallest score, a loss say. This is the default.
    pub fn minimize(mut self) -> Self {
        self.direction = Direction::Down;
        self
    }

    /// Looks for the largest score, an accuracy say.
    pub fn maximize(mut self) -> Self {
        self.direction = Direction::Up;
        self
    }

    /// How many calls of the objective run beside each other, each on a thread of its own. The default is one for each core. The results
    /// do not depend on it.
    ///
    /// While there are several, each of them computes on its own thread alone: a [`Trainer`](crate::Trainer) that is made there, or a
    /// [`TrainingWorkspace`](crate::TrainingWorkspace), has one thread unless it is told otherwise, and
    /// [`predict_batch`](crate::Network::predict_batch) does not ask the others for help. With a single thread, trials follow each other,
    /// and each has all cores.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Adds code that is called with the outcome of each trial when it is there, on the thread that searches. In which order they come
    /// depends on time.
    ///
    /// ```
    /// use dense_runtime::tune::{GridSearch, Space};
    ///
    /// let search = GridSearch::new(Space::new().choice("x", [1.0, 2.0])).on_outcome(|outcome| {
    ///     println!("{:?}: {:?}", outcome.trial(), outcome.mean());
    /// });
    /// # assert!(search.run(|trial| trial.get("x")).is_ok());
    /// ```
    pub fn on_outcome(mut self, call: impl Fn(&Outcome) + 'static) -> Self {
        self.on_outcome.push(Box::new(call));
        self
    }

    /// Whether to show a line in the terminal (standard error) that says how many trials are done and how good the best is. Where there
    /// is no terminal, nothing is shown. The default is `false`.
    #[cfg(feature = "progress")]
    pub fn progress(mut self, progress: bool) -> Self {
        self.progress = progress;
        self
    }

    /// How many trials there are.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for a space that makes no sense, or that this search cannot go through, [`Error::Setting`] for a number of
    /// trials that makes no sense.
    pub fn trials(&self) -> Result<usize, Error> {
        self.space.check()?;
        self.strategy.trials(&self.space)
    }

    /// The trial with this number, on the first part: the search gives it the same values and the same seed.
    ///
    /// ```
    /// use dense_runtime::tune::{RandomSearch, Space};
    ///
    /// let search = RandomSearch::new(Space::new().uniform("x", 0.0..=1.0), 10).seed(3);
    /// let results = search.run(|trial| trial.get("x"))?;
    /// let again: f64 = search.trial(7)?.get("x")?;
    /// assert_eq!(results.get(7).unwrap().mean(), Some(again));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`trials`](Search::trials), and [`Error::Setting`] if there is no such trial.
    pub fn trial(&self, number: usize) -> Result<Trial, Error> {
        if number >= self.trials()? {
            let expected = "less than the number of trials";
            return Err(Error::Setting { name: "number", value: number as f64, expected });
        }
        Ok(self.make(number))
    }

    /// Runs all trials and sorts what comes of them. The objective gives a trial's score.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] and [`Error::Parameter`] for settings and spaces that make no sense. A trial whose objective gives an error,
    /// or a score that is not finite, ends nothing: it is among the [`Results`] as failed.
    ///
    /// # Panics
    ///
    /// If the objective panics, with its panic.
    pub fn run(&self, objective: impl Fn(&Trial) -> Result<f64, Error> + Sync) -> Result<Results, Error> {
        self.run_parts([()], |trial, ()| objective(trial))
    }

    /// Runs all trials on each of the parts: the score is the mean over the parts.
    ///
    /// Parts are what the objective works with, and usually pairs of samples to train on and samples to validate with:
    /// `data.k_folds(5)?` or `data.stratified_k_folds(5)?` for cross-validation, `[data.split(0.8)?]` for a part that is held out. All of
    /// them are in memory while the search runs. But they can be anything: `[1, 2, 3]`, say, for three runs with other seeds.
    ///
    /// ```
    /// use dense_runtime::{Dataset, Network, Trainer, loss::MeanSquaredError, network, optimizer::SGD};
    /// use dense_runtime::tune::{GridSearch, Space};
    ///
    /// network! { struct Line { Input(1) -> Dense(1) } }
    ///
    /// let data = Dataset::from_pairs((0..20).map(|x| ([x as f32 / 20.0], [x as f32 / 10.0])))?.shuffle(1);
    /// let search = GridSearch::new(Space::new().choice("rate", [0.001, 0.1]));
    /// let results = search.run_parts(data.k_folds(4)?, |trial, (train, validation)| {
    ///     let mut model = Line::new(trial.seed());
    ///     let rate: f64 = trial.get("rate")?;
    ///     let mut trainer = Trainer::new(SGD::new(rate), MeanSquaredError::new()).epochs(20).seed(trial.seed());
    ///     trainer.fit(&mut model, train)?;
    ///     trainer.evaluate(&model, validation)?.figure("loss")
    /// })?;
    /// assert_eq!(results.best()?.trial().get::<f64>("rate")?, 0.1);
    /// assert_eq!(results.best()?.scores()?.len(), 4);
    /// println!("{results}");
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`run`](Search::run), and [`Error::Setting`] without any part. If a trial fails on several parts, the error on the first of them
    /// is reported; parts behind it are left out if they have not begun.
    ///
    /// # Panics
    ///
    /// If the objective panics, with its panic.
    pub fn run_parts<P: Sync>(
        &self,
        parts: impl IntoIterator<Item = P>,
        objective: impl Fn(&Trial, &P) -> Result<f64, Error> + Sync,
    ) -> Result<Results, Error> {
        let trials = self.trials()?;
        check_count("epochs", self.epochs, 1)?;
        let threads = self.threads.unwrap_or_else(workers::default_size);
        check_count("threads", threads, 1)?;
        let rungs = self.strategy.rungs(trials, self.epochs)?;
        let parts: Vec<P> = parts.into_iter().collect();
        check_count("parts", parts.len(), 1)?;
        let course =
            Course::new((0..trials).map(|number| self.make(number)).collect(), parts.len(), rungs, self.direction);
        #[cfg(feature = "progress")]
        let mut progress = self.progress.then(|| Progress::new(trials, self.direction));
        let mut outcomes = Vec::with_capacity(trials);
        threads::run(course, &parts, threads, &objective, &mut |outcome| {
            self.on_outcome.iter().for_each(|call| call(&outcome));
            #[cfg(feature = "progress")]
            progress.iter_mut().for_each(|progress| progress.advance(&outcome));
            outcomes.push(outcome);
        });
        Ok(Results::new(outcomes, self.direction))
    }

    pub(super) fn strategy_mut(&mut self) -> &mut S {
        &mut self.strategy
    }

    pub(super) fn rungs(&self, trials: usize) -> Result<Vec<Rung>, Error> {
        check_count("epochs", self.epochs, 1)?;
        self.strategy.rungs(trials, self.epochs)
    }

    fn make(&self, number: usize) -> Trial {
        let names = self.space.names().map(str::to_owned);
        let values = self.strategy.values(&self.space, self.seed, number);
        Trial::new(number, self.seed, names.zip(values).collect(), self.epochs)
    }
}

impl<S: fmt::Debug> fmt::Debug for Search<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search")
            .field("space", &self.space)
            .field("strategy", &self.strategy)
            .field("seed", &self.seed)
            .field("direction", &self.direction)
            .finish_non_exhaustive()
    }
}

pub(super) fn check_count(name: &'static str, value: usize, least: usize) -> Result<(), Error> {
    let expected = if least == 1 { "at least 1" } else { "at least 2" };
    if value < least { Err(Error::Setting { name, value: value as f64, expected }) } else { Ok(()) }
}
