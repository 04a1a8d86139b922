//! What training reports: figures by name, epoch by epoch.

use crate::Error;
use crate::metric::Direction;

/// Figures by name, in the order in which they were reported: `loss`, then the metrics, then those on validation data.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize), serde(from = "Written", into = "Written"))]
pub struct Scores {
    figures: Vec<(String, f64)>,
}

impl Scores {
    /// The figure of this name: `"loss"`, `"accuracy"`, `"val_loss"`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        self.figures.iter().find(|(key, _)| key == name).map(|&(_, value)| value)
    }

    /// The figure of this name, which has to be there: for functions that hand errors on.
    ///
    /// ```
    /// use dense_runtime::train::Scores;
    ///
    /// let mut scores = Scores::default();
    /// scores.insert("loss", 0.25);
    /// assert_eq!(scores.figure("loss"), Ok(0.25));
    /// assert!(scores.figure("accuracy").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Figure`] if there is none of this name.
    pub fn figure(&self, name: &str) -> Result<f64, Error> {
        self.asked_for("the program", name)
    }

    /// All figures with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.figures.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// Sets a figure.
    pub fn insert(&mut self, name: &str, value: f64) {
        self.set("", name, value);
    }

    /// Takes a figure out, and gives its value.
    pub fn remove(&mut self, name: &str) -> Option<f64> {
        let at = self.figures.iter().position(|(key, _)| key == name)?;
        Some(self.figures.remove(at).1)
    }

    /// The figure that somebody asks for.
    pub(crate) fn asked_for(&self, by: &'static str, name: &str) -> Result<f64, Error> {
        let known = || self.iter().map(|(name, _)| name.to_owned()).collect();
        self.get(name).ok_or_else(|| Error::Figure { callback: by, figure: name.to_owned(), known: known() })
    }

    pub(crate) fn clear(&mut self) {
        self.figures.clear();
    }

    /// Sets a figure. It does not allocate if there is one of this name.
    pub(crate) fn set(&mut self, prefix: &str, name: &str, value: f64) {
        let same = |key: &str| key.strip_prefix(prefix) == Some(name);
        match self.figures.iter_mut().find(|(key, _)| same(key)) {
            Some((_, figure)) => *figure = value,
            None => self.figures.push((format!("{prefix}{name}"), value)),
        }
    }
}

impl core::fmt::Display for Scores {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for (at, (name, value)) in self.iter().enumerate() {
            let gap = if at == 0 { "" } else { " - " };
            write!(f, "{gap}{name}: {}", figure(value))?;
        }
        Ok(())
    }
}

/// A figure as Keras prints it: a small one in scientific notation.
pub(crate) fn figure(value: f64) -> String {
    if value.abs() > 1e-3 { format!("{value:.4}") } else { format!("{value:.4e}") }
}

/// Scores as they are in files. JSON has no NaN and no infinity: both are `null` there, and read as NaN.
#[cfg(feature = "files")]
#[derive(serde::Serialize, serde::Deserialize)]
struct Written(Vec<(String, Option<f64>)>);

#[cfg(feature = "files")]
impl From<Scores> for Written {
    fn from(scores: Scores) -> Written {
        Written(
            scores.figures.into_iter().map(|(name, value)| (name, Some(value).filter(|it| it.is_finite()))).collect(),
        )
    }
}

#[cfg(feature = "files")]
impl From<Written> for Scores {
    fn from(Written(figures): Written) -> Scores {
        Scores { figures: figures.into_iter().map(|(name, value)| (name, value.unwrap_or(f64::NAN))).collect() }
    }
}

/// The figures of each epoch of a training run.
///
/// ```
/// # use dense_runtime::{Dataset, Network, Trainer, network};
/// # use dense_runtime::{loss::MeanSquaredError, optimizer::SGD};
/// # network! { struct Line { Input(1) -> Dense(1) } }
/// # let data = Dataset::new(vec![[0.0f32], [1.0]], vec![[1.0f32], [3.0]])?;
/// # let mut model = Line::new(0);
/// let history = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).epochs(3).fit(&mut model, &data)?;
/// assert_eq!(history.epochs().len(), 3);
/// let losses: Vec<f64> = history.get("loss").unwrap();
/// assert!(losses[2] < losses[0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// Printed, it is a table; [`report`](crate::report) draws it. With the feature `files` it can be written and read by serde, as
/// [`Scores`] can: JSON has `null` for a figure that is not finite, which is read as NaN.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct History {
    epochs: Vec<Scores>,
}

impl History {
    /// The figures of each epoch, in order.
    #[must_use]
    pub fn epochs(&self) -> &[Scores] {
        &self.epochs
    }

    /// One figure over all epochs: Keras's `history.history["val_loss"]`. Nothing if an epoch lacks it, as without
    /// [validation](crate::Trainer::validation_freq).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Vec<f64>> {
        self.epochs.iter().map(|scores| scores.get(name)).collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
    }

    /// One figure in each epoch; nothing for the epochs that lack it.
    ///
    /// ```
    /// # use dense_runtime::{Dataset, Network, Trainer, network};
    /// # use dense_runtime::{loss::MeanSquaredError, optimizer::SGD};
    /// # network! { struct Line { Input(1) -> Dense(1) } }
    /// # let data = Dataset::new(vec![[0.0f32], [1.0]], vec![[1.0f32], [3.0]])?;
    /// # let mut model = Line::new(0);
    /// let history = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).epochs(3).fit(&mut model, &data)?;
    /// assert!(history.series("loss").iter().all(Option::is_some));
    /// assert_eq!(history.series("val_loss"), [None; 3]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn series(&self, name: &str) -> Vec<Option<f64>> {
        self.epochs.iter().map(|scores| scores.get(name)).collect()
    }

    /// The names of all figures, in the order in which they were first reported.
    ///
    /// ```
    /// # use dense_runtime::{Dataset, Network, Trainer, network};
    /// # use dense_runtime::{loss::MeanSquaredError, metric::MeanAbsoluteError, optimizer::SGD};
    /// # network! { struct Line { Input(1) -> Dense(1) } }
    /// # let data = Dataset::new(vec![[0.0f32], [1.0]], vec![[1.0f32], [3.0]])?;
    /// # let mut model = Line::new(0);
    /// let mut trainer = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).metric(MeanAbsoluteError::new());
    /// let names = trainer.validation_data(&data).fit(&mut model, &data)?.names().join(" ");
    /// assert_eq!(names, "loss mean_absolute_error val_loss val_mean_absolute_error");
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for (name, _) in self.epochs.iter().flat_map(Scores::iter) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The epoch, from 0, in which a figure was best, and the figure. Losses are best when they are low, [`Direction::Down`], and
    /// accuracies when they are high, [`Direction::Up`]: Keras's `mode`, `"min"` and `"max"`. Of equal figures the first is taken. NaN
    /// is never the best; without a figure of this name there is nothing.
    ///
    /// ```
    /// # use dense_runtime::{Dataset, Network, Trainer, network};
    /// # use dense_runtime::{loss::MeanSquaredError, optimizer::SGD};
    /// use dense_runtime::metric::Direction;
    ///
    /// # network! { struct Line { Input(1) -> Dense(1) } }
    /// # let data = Dataset::new(vec![[0.0f32], [1.0]], vec![[1.0f32], [3.0]])?;
    /// # let mut model = Line::new(0);
    /// let history = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).epochs(3).fit(&mut model, &data)?;
    /// let (epoch, loss) = history.best("loss", Direction::Down).unwrap();
    /// assert_eq!(history.epochs()[epoch].get("loss"), Some(loss));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn best(&self, name: &str, direction: Direction) -> Option<(usize, f64)> {
        let better = |value: f64, best: f64| match direction {
            Direction::Up => value > best,
            Direction::Down => value < best,
        };
        let figures = self.epochs.iter().map(|scores| scores.get(name)).enumerate();
        let figures = figures.filter_map(|(epoch, value)| Some((epoch, value.filter(|value| !value.is_nan())?)));
        figures.reduce(|best, next| if better(next.1, best.1) { next } else { best })
    }

    /// The figures of the last epoch.
    #[must_use]
    pub fn last(&self) -> Option<&Scores> {
        self.epochs.last()
    }

    pub(crate) fn push(&mut self, scores: Scores) {
        self.epochs.push(scores);
    }
}
