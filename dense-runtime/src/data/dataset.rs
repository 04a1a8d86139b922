//! Inputs with their targets and weights, checked.

use super::{Target, check_weights};
use crate::random::{Random, Stream};
use crate::{Error, Sample};

/// Samples in memory: inputs, a target for each, and, if some are to count more than others, a weight for each.
///
/// ```
/// use dense_runtime::Dataset;
///
/// let xor = Dataset::new(vec![[0.0f32, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], vec![0u8, 1, 1, 0])?;
/// assert_eq!(xor.len(), 4);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset<X, Y> {
    pub(super) inputs: Vec<X>,
    pub(super) targets: Vec<Y>,
    /// One for each sample, or none at all.
    pub(super) sample_weight: Vec<f64>,
}

impl<X: Sample, Y: Target> Dataset<X, Y> {
    /// A data set of these inputs and targets. All samples count the same.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without samples, [`Error::Lengths`] if there are not as many targets as inputs,
    /// [`Error::NotFinite`] if a number is NaN or infinite.
    pub fn new(inputs: Vec<X>, targets: Vec<Y>) -> Result<Self, Error> {
        if inputs.is_empty() && targets.is_empty() {
            return Err(Error::Empty { what: "data set" });
        }
        if inputs.len() != targets.len() {
            return Err(Error::Lengths { expected: inputs.len(), found: targets.len(), what: "targets" });
        }
        for (sample, (input, target)) in inputs.iter().zip(&targets).enumerate() {
            if let Some((index, value)) = input.not_finite() {
                return Err(Error::NotFinite { what: "input", sample, index, value });
            }
            if let Some((index, value)) = target.not_finite() {
                return Err(Error::NotFinite { what: "target", sample, index, value });
            }
        }
        Ok(Dataset { inputs, targets, sample_weight: Vec::new() })
    }

    /// A data set of pairs of an input and its target.
    ///
    /// # Errors
    ///
    /// Those of [`new`](Dataset::new), but for lengths, which cannot differ.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let squares = Dataset::from_pairs((0..10).map(|x| ([x as f32], [(x * x) as f32])))?;
    /// assert_eq!(squares.targets()[3], [9.0]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn from_pairs(pairs: impl IntoIterator<Item = (X, Y)>) -> Result<Self, Error> {
        let (inputs, targets) = pairs.into_iter().unzip();
        Dataset::new(inputs, targets)
    }

    /// A data set of copies of these inputs and targets.
    ///
    /// # Errors
    ///
    /// Those of [`new`](Dataset::new).
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let (inputs, labels) = ([[5.1f32, 3.5], [6.2, 2.9]], [0u8, 1]);
    /// assert_eq!(Dataset::from_slices(&inputs, &labels)?.len(), 2);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn from_slices(inputs: &[X], targets: &[Y]) -> Result<Self, Error> {
        Dataset::new(inputs.to_vec(), targets.to_vec())
    }

    /// How much each sample counts, Keras's `sample_weight`: its loss and its gradient are multiplied by its weight. Without
    /// it all samples count 1. Weights go where their samples go, in a [`shuffle`](Dataset::shuffle), a
    /// [`split`](Dataset::split), and whatever else makes one data set of another.
    ///
    /// Training and validation loss are weighed alike, if the data set has weights;
    /// [metrics](crate::Trainer::metric) are not, as in Keras, unless they are
    /// [weighted metrics](crate::Trainer::weighted_metric). What the sum of the losses is divided by is a matter of the
    /// loss's [`Reduction`](crate::loss::Reduction): by default it is the number of samples, not the sum of the weights. With
    /// [`class_weight`](crate::Trainer::class_weight) as well, a sample counts the product of both. For outputs with several places,
    /// such as pixels, a weight is that of all places of its sample.
    ///
    /// A sample of weight 0 teaches nothing. If all weights of a batch are 0, its loss is that of the penalties alone, and so is
    /// its gradient: the optimizer takes its step all the same, with the momentum and the decay that it has.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not as many weights as samples, [`Error::Weight`] for the first that is negative, NaN
    /// or infinite.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// // The last measurement is worth as much as five others.
    /// let data = Dataset::new(vec![[0.0f32], [1.0], [2.0]], vec![[1.0f32], [3.0], [5.0]])?.sample_weight(vec![1.0, 1.0, 5.0])?;
    /// assert_eq!(data.sample_weights(), Some(&[1.0, 1.0, 5.0][..]));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn sample_weight(mut self, sample_weight: Vec<f64>) -> Result<Self, Error> {
        check_weights(&sample_weight, self.len())?;
        self.sample_weight = sample_weight;
        Ok(self)
    }

    /// How many samples.
    #[expect(clippy::len_without_is_empty, reason = "a data set is never empty")]
    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    /// The inputs.
    pub fn inputs(&self) -> &[X] {
        &self.inputs
    }

    /// The targets, one for each input.
    pub fn targets(&self) -> &[Y] {
        &self.targets
    }

    /// The weights, one for each input, if there are any.
    pub fn sample_weights(&self) -> Option<&[f64]> {
        Some(&self.sample_weight[..]).filter(|weights| !weights.is_empty())
    }

    /// The samples in another order, which the seed decides.
    #[must_use]
    pub fn shuffle(self, seed: u64) -> Self {
        let mut order: Vec<usize> = (0..self.len()).collect();
        Random::new(seed, Stream::Shuffle, 0).shuffle(&mut order);
        self.picked(&order)
    }

    /// The first samples and the rest: `split(0.8)` gives four fifths (rounded down) and one fifth.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if the fraction is not in `0.0..=1.0`, [`Error::Empty`] if one of the two would have no samples.
    pub fn split(mut self, fraction: f64) -> Result<(Self, Self), Error> {
        if !(0.0..=1.0).contains(&fraction) {
            return Err(Error::Setting { name: "fraction", value: fraction, expected: "in 0.0..=1.0" });
        }
        let first = (self.len() as f64 * fraction) as usize;
        if first == 0 || first >= self.len() {
            return Err(Error::Empty {
                what: if first == 0 { "first part of the split" } else { "second part of the split" },
            });
        }
        let rest = Dataset {
            inputs: self.inputs.split_off(first),
            targets: self.targets.split_off(first),
            sample_weight: self.sample_weight.split_off(first.min(self.sample_weight.len())),
        };
        Ok((self, rest))
    }
}
