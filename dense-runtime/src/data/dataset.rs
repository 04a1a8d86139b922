//! Inputs with their targets, checked.

use super::Target;
use super::target::not_finite;
use crate::random::{Random, Stream};
use crate::{Error, Tensor};

/// Samples in memory: inputs, and a target for each.
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
    inputs: Vec<X>,
    targets: Vec<Y>,
}

impl<X: Tensor, Y: Target> Dataset<X, Y> {
    /// A data set of these inputs and targets.
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
            if let Some((index, value)) = not_finite(input) {
                return Err(Error::NotFinite { what: "input", sample, index, value });
            }
            if let Some((index, value)) = target.not_finite() {
                return Err(Error::NotFinite { what: "target", sample, index, value });
            }
        }
        Ok(Dataset { inputs, targets })
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

    /// The samples in another order, which the seed decides.
    #[must_use]
    pub fn shuffle(mut self, seed: u64) -> Self {
        let mut order: Vec<usize> = (0..self.len()).collect();
        Random::new(seed, Stream::Shuffle, 0).shuffle(&mut order);
        self.inputs = order.iter().map(|&sample| self.inputs[sample]).collect();
        self.targets = order.iter().map(|&sample| self.targets[sample]).collect();
        self
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
        let rest = Dataset { inputs: self.inputs.split_off(first), targets: self.targets.split_off(first) };
        Ok((self, rest))
    }
}
