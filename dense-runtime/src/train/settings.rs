//! The settings of a trainer that are plain numbers.

use super::Trainer;
use crate::Error;

/// See the methods of the same names.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) validation_split: f64,
    pub(super) validation_freq: ValidationFreq,
    pub(super) validation_batch_size: Option<usize>,
    pub(super) validation_steps: Option<usize>,
    pub(super) initial_epoch: usize,
    pub(super) epochs: usize,
    pub(super) steps_per_epoch: Option<usize>,
    pub(super) batch_size: usize,
    pub(super) seed: u64,
    pub(super) shuffle: bool,
    pub(super) threads: Option<usize>,
    pub(super) class_weight: Vec<f64>,
}

/// Keras's defaults.
impl Default for Settings {
    fn default() -> Self {
        Settings {
            validation_split: 0.0,
            validation_freq: ValidationFreq::Every(1),
            validation_batch_size: None,
            validation_steps: None,
            initial_epoch: 0,
            epochs: 1,
            steps_per_epoch: None,
            batch_size: 32,
            seed: 0,
            shuffle: true,
            threads: None,
            class_weight: Vec::new(),
        }
    }
}

impl Settings {
    pub(super) fn check(&self) -> Result<(), Error> {
        let zero = |name| Err(Error::Setting { name, value: 0.0, expected: "at least 1" });
        match *self {
            Settings { epochs: 0, .. } => zero("epochs"),
            Settings { batch_size: 0, .. } => zero("batch_size"),
            Settings { threads: Some(0), .. } => zero("threads"),
            Settings { steps_per_epoch: Some(0), .. } => zero("steps_per_epoch"),
            Settings { validation_batch_size: Some(0), .. } => zero("validation_batch_size"),
            Settings { validation_steps: Some(0), .. } => zero("validation_steps"),
            Settings { validation_freq: ValidationFreq::Every(0), .. } => zero("validation_freq"),
            Settings { validation_split: value, .. } if !(0.0..1.0).contains(&value) => {
                Err(Error::Setting { name: "validation_split", value, expected: "in 0.0..1.0" })
            }
            _ => match self.class_weight.iter().find(|weight| !(**weight >= 0.0 && weight.is_finite())) {
                Some(&value) => {
                    Err(Error::Setting { name: "class_weight", value, expected: "finite and not negative" })
                }
                None => Ok(()),
            },
        }
    }

    /// Whether this epoch, counted from 0, ends with validation.
    pub(super) fn validates(&self, epoch: usize) -> bool {
        match &self.validation_freq {
            ValidationFreq::Every(epochs) => (epoch + 1).is_multiple_of(*epochs),
            ValidationFreq::After(epochs) => epochs.contains(&(epoch + 1)),
        }
    }
}

/// After which epochs there is validation: what [`Trainer::validation_freq`] takes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValidationFreq {
    /// After each so many epochs.
    Every(usize),
    /// After these epochs, counted from 1.
    After(Vec<usize>),
}

impl From<usize> for ValidationFreq {
    fn from(epochs: usize) -> Self {
        ValidationFreq::Every(epochs)
    }
}

impl<const N: usize> From<[usize; N]> for ValidationFreq {
    fn from(epochs: [usize; N]) -> Self {
        ValidationFreq::After(epochs.to_vec())
    }
}

impl From<&[usize]> for ValidationFreq {
    fn from(epochs: &[usize]) -> Self {
        ValidationFreq::After(epochs.to_vec())
    }
}

impl From<Vec<usize>> for ValidationFreq {
    fn from(epochs: Vec<usize>) -> Self {
        ValidationFreq::After(epochs)
    }
}

impl<O, L, M, V> Trainer<O, L, M, V> {
    /// The fraction of the samples given to [`fit`](Trainer::fit) that is kept for validation: the last ones, before any
    /// shuffling, as in Keras. In `0.0..1.0`; the default is 0.
    pub fn validation_split(mut self, validation_split: f64) -> Self {
        self.settings.validation_split = validation_split;
        self
    }

    /// How many samples are looked at together in validation. The default is [`batch_size`](Trainer::batch_size). Figures do not
    /// depend on it but for rounding, unless the loss has another [`Reduction`](crate::loss::Reduction).
    pub fn validation_batch_size(mut self, validation_batch_size: usize) -> Self {
        self.settings.validation_batch_size = Some(validation_batch_size);
        self
    }

    /// How many batches of the validation data are looked at: the first ones. The default is all.
    pub fn validation_steps(mut self, validation_steps: usize) -> Self {
        self.settings.validation_steps = Some(validation_steps);
        self
    }

    /// After which epochs there is validation: each so many, or a list of them, counted from 1. In the others there are no `val_`
    /// figures. The default is 1, each.
    ///
    /// ```
    /// use dense_runtime::{Trainer, loss::MeanSquaredError, optimizer::Adam};
    ///
    /// let now_and_then = Trainer::new(Adam::new(1e-3), MeanSquaredError::new()).epochs(100).validation_freq(10);
    /// let few = Trainer::new(Adam::new(1e-3), MeanSquaredError::new()).epochs(100).validation_freq([1, 2, 10, 100]);
    /// ```
    pub fn validation_freq(mut self, validation_freq: impl Into<ValidationFreq>) -> Self {
        self.settings.validation_freq = validation_freq.into();
        self
    }

    /// How often [`fit`](Trainer::fit) goes through all samples, counted from the first epoch ever: with
    /// [`initial_epoch`](Trainer::initial_epoch) it is the number of the last epoch. The default is 1.
    pub fn epochs(mut self, epochs: usize) -> Self {
        self.settings.epochs = epochs;
        self
    }

    /// How many epochs there have been already: the first one of [`fit`](Trainer::fit) has this number, and the last one is still
    /// [`epochs`](Trainer::epochs). The order of samples and schedules of callbacks go by these numbers. The default is 0.
    pub fn initial_epoch(mut self, initial_epoch: usize) -> Self {
        self.settings.initial_epoch = initial_epoch;
        self
    }

    /// How many steps make an epoch. The default is as many as it takes to see each sample once.
    ///
    /// Steps go on where those of the epoch before ended. When all samples have been seen, the next step begins with the first ones
    /// of a new order. (In Keras the epoch ends early then.)
    pub fn steps_per_epoch(mut self, steps_per_epoch: usize) -> Self {
        self.settings.steps_per_epoch = Some(steps_per_epoch);
        self
    }

    /// How many samples make one training step. The last batch of an epoch has the samples that are left. The default is
    /// 32.
    pub fn batch_size(mut self, batch_size: usize) -> Self {
        self.settings.batch_size = batch_size;
        self
    }

    /// Decides the order of samples, and what layers such as `Dropout` do by chance unless they have a seed of their own. The
    /// default is 0.
    pub fn seed(mut self, seed: u64) -> Self {
        self.settings.seed = seed;
        self
    }

    /// Whether each epoch has the samples in a new order. The default is `true`.
    pub fn shuffle(mut self, shuffle: bool) -> Self {
        self.settings.shuffle = shuffle;
        self
    }

    /// How much the samples of each class count in training: their losses are multiplied by `class_weight[class]`, so that rare
    /// classes are not drowned out by frequent ones. Without it all count 1. It changes neither metrics (but those of
    /// [`weighted_metric`](Trainer::weighted_metric)) nor what is reported of validation data, as in Keras. The sum is divided
    /// by the number of samples, not by the sum of their weights, unless the loss has another
    /// [`Reduction`](crate::loss::Reduction).
    ///
    /// If the samples have weights of their own ([`Dataset::sample_weight`](crate::Dataset::sample_weight)), both are multiplied. (Keras
    /// refuses to take both.)
    ///
    /// Targets are labels, arrays with a number for each class, of which the largest counts, or arrays of one number, which is yes
    /// from 0.5 on. Those with a class for each place, as in segmentation, give none to the sample. They are an [`Error::Setting`] when
    /// training begins, and so are weights that are negative or not finite, or not as many as there are classes (two for one output).
    /// Weights that are all 0 teach nothing.
    ///
    /// ```
    /// use dense_runtime::{Trainer, loss::SparseCategoricalCrossentropy, optimizer::Adam};
    ///
    /// // The third class is rare.
    /// let trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new()).class_weight(&[1.0, 1.0, 20.0]);
    /// ```
    pub fn class_weight(mut self, class_weight: &[f64]) -> Self {
        self.settings.class_weight = class_weight.to_vec();
        self
    }

    /// How many threads may work on a step, the caller's included. The default is one for each core, and a single one in trials
    /// that run beside each other ([`Search::threads`](crate::tune::Search::threads)). The results do not depend on it.
    pub fn threads(mut self, threads: usize) -> Self {
        self.settings.threads = Some(threads);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validation_comes_when_it_is_due() {
        let validated = |freq: ValidationFreq| {
            let settings = Settings { validation_freq: freq, ..Settings::default() };
            (0..9).filter(|&epoch| settings.validates(epoch)).collect::<Vec<_>>()
        };
        assert_eq!(validated(3.into()), [2, 5, 8]);
        assert_eq!(validated([1, 2, 9].into()), [0, 1, 8]);
        assert_eq!(validated(1.into()), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }
}
