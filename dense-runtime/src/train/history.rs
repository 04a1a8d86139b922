//! What training reports: figures by name, epoch by epoch.

use crate::Error;

/// Figures by name, in the order in which they were reported: `loss`, then the metrics, then those on validation data.
#[derive(Debug, Clone, Default, PartialEq)]
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
            // As Keras prints them: small figures in scientific notation.
            if value.abs() > 1e-3 {
                write!(f, "{gap}{name}: {value:.4}")?
            } else {
                write!(f, "{gap}{name}: {value:.4e}")?
            }
        }
        Ok(())
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
#[derive(Debug, Clone, Default, PartialEq)]
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

    /// The figures of the last epoch.
    #[must_use]
    pub fn last(&self) -> Option<&Scores> {
        self.epochs.last()
    }

    pub(crate) fn push(&mut self, scores: Scores) {
        self.epochs.push(scores);
    }
}
