//! A data set in pieces, for loops of one's own.

use super::{Dataset, Target};
use crate::{Error, Sample};

impl<X: Sample, Y: Target> Dataset<X, Y> {
    /// The samples in their order, `size` at a time. The last batch has those that are left. Nothing is copied.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if the size is 0.
    ///
    /// ```
    /// use dense_runtime::{Dataset, Network, Trainer, loss::MeanSquaredError, network, optimizer::SGD};
    ///
    /// network! { struct Line { Input(1) -> Dense(1) } }
    ///
    /// let data = Dataset::from_pairs((0..10).map(|x| ([x as f32 / 10.0], [x as f32 / 5.0])))?;
    /// let (mut model, mut trainer) = (Line::new(1), Trainer::new(SGD::new(0.1), MeanSquaredError::new()));
    /// for batch in data.batches(4)? {
    ///     trainer.train_on_batch(&mut model, batch.inputs(), batch.targets())?;
    /// }
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn batches(&self, size: usize) -> Result<Batches<'_, X, Y>, Error> {
        if size == 0 {
            return Err(Error::Setting { name: "size", value: 0.0, expected: "at least 1" });
        }
        Ok(Batches { left: Batch::all(self), size })
    }
}

/// Samples that lie behind each other in a data set, or that a [`Stream`](super::Stream) has read.
///
/// ```
/// use dense_runtime::Dataset;
///
/// let data = Dataset::new(vec![[0.0f32], [1.0], [2.0]], vec![0u8, 1, 2])?;
/// let last = data.batches(2)?.last().unwrap();
/// assert_eq!((last.inputs(), last.targets(), last.sample_weights()), (&[[2.0f32]][..], &[2u8][..], None));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, PartialEq)]
pub struct Batch<'a, X, Y> {
    inputs: &'a [X],
    targets: &'a [Y],
    sample_weights: Option<&'a [f64]>,
}

// Copied whatever the types, as references are; `derive` would ask for more.
impl<X, Y> Clone for Batch<'_, X, Y> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<X, Y> Copy for Batch<'_, X, Y> {}

impl<'a, X, Y> Batch<'a, X, Y> {
    /// A batch of these, with as many weights or none.
    pub(super) fn new(inputs: &'a [X], targets: &'a [Y], weights: &'a [f64]) -> Self {
        Batch { inputs, targets, sample_weights: Some(weights).filter(|weights| !weights.is_empty()) }
    }

    fn all(data: &'a Dataset<X, Y>) -> Self
    where
        X: Sample,
        Y: Target,
    {
        Batch { inputs: data.inputs(), targets: data.targets(), sample_weights: data.sample_weights() }
    }

    /// The inputs.
    pub fn inputs(&self) -> &'a [X] {
        self.inputs
    }

    /// The targets, one for each input.
    pub fn targets(&self) -> &'a [Y] {
        self.targets
    }

    /// The weights, one for each input, if the data set has any.
    pub fn sample_weights(&self) -> Option<&'a [f64]> {
        self.sample_weights
    }

    /// How many samples.
    #[expect(clippy::len_without_is_empty, reason = "a batch is never empty")]
    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    fn split_at(self, first: usize) -> (Self, Self) {
        let (inputs, other_inputs) = self.inputs.split_at(first);
        let (targets, other_targets) = self.targets.split_at(first);
        let (weights, other_weights) = self.sample_weights.map(|weights| weights.split_at(first)).unzip();
        (
            Batch { inputs, targets, sample_weights: weights },
            Batch { inputs: other_inputs, targets: other_targets, sample_weights: other_weights },
        )
    }
}

/// The batches of a data set: what [`Dataset::batches`] gives.
///
/// ```
/// use dense_runtime::Dataset;
///
/// let data = Dataset::new(vec![[0.0f32], [1.0], [2.0]], vec![0u8, 1, 2])?;
/// assert_eq!(data.batches(2)?.len(), 2);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug)]
pub struct Batches<'a, X, Y> {
    left: Batch<'a, X, Y>,
    size: usize,
}

impl<X, Y> Clone for Batches<'_, X, Y> {
    fn clone(&self) -> Self {
        Batches { ..*self }
    }
}

impl<'a, X, Y> Iterator for Batches<'a, X, Y> {
    type Item = Batch<'a, X, Y>;

    fn next(&mut self) -> Option<Self::Item> {
        let size = self.size.min(self.left.len());
        let (batch, left) = self.left.split_at(size);
        self.left = left;
        Some(batch).filter(|batch| batch.len() > 0)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let batches = self.left.len().div_ceil(self.size);
        (batches, Some(batches))
    }
}

impl<X, Y> ExactSizeIterator for Batches<'_, X, Y> {}
