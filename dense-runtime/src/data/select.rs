//! Other data sets made of one: fewer samples, other samples, more of them.

use core::iter::Zip;
use core::slice::Iter;

use super::{Dataset, Target};
use crate::{Error, Sample};

impl<X: Sample, Y: Target> Dataset<X, Y> {
    /// The samples with these numbers, in this order. A sample may be named more than once.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without numbers, [`Error::Setting`] for a number that no sample has; samples are counted from 0.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::new(vec![[0.0f32], [1.0], [2.0]], vec![0u8, 1, 2])?;
    /// assert_eq!(data.select(&[2, 0, 2])?.targets(), [2, 0, 2]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn select(&self, samples: &[usize]) -> Result<Self, Error> {
        if samples.is_empty() {
            return Err(Error::Empty { what: "selection" });
        }
        if let Some(&sample) = samples.iter().find(|&&sample| sample >= self.len()) {
            return Err(Error::Setting {
                name: "samples",
                value: sample as f64,
                expected: "less than the number of samples",
            });
        }
        Ok(self.picked(samples))
    }

    /// The samples with these numbers, which are there.
    pub(super) fn picked(&self, samples: &[usize]) -> Self {
        Dataset {
            inputs: samples.iter().map(|&sample| self.inputs[sample]).collect(),
            targets: samples.iter().map(|&sample| self.targets[sample]).collect(),
            sample_weight: match self.sample_weights() {
                Some(weights) => samples.iter().map(|&sample| weights[sample]).collect(),
                None => Vec::new(),
            },
        }
    }

    /// The first `count` samples, or all, if there are not so many.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if `count` is 0.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::new(vec![[0.0f32], [1.0], [2.0]], vec![0u8, 1, 2])?;
    /// assert_eq!(data.clone().take(2)?.targets(), [0, 1]);
    /// assert_eq!(data.skip(2)?.targets(), [2]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn take(mut self, count: usize) -> Result<Self, Error> {
        if count == 0 {
            return Err(Error::Empty { what: "part that `take` gives" });
        }
        self.inputs.truncate(count);
        self.targets.truncate(count);
        self.sample_weight.truncate(count);
        Ok(self)
    }

    /// The samples behind the first `count`.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if there are no more than these.
    pub fn skip(mut self, count: usize) -> Result<Self, Error> {
        if count >= self.len() {
            return Err(Error::Empty { what: "part that `skip` leaves" });
        }
        self.inputs.drain(..count);
        self.targets.drain(..count);
        self.sample_weight.drain(..count.min(self.sample_weight.len()));
        Ok(self)
    }

    /// The samples that are kept by a condition on input and target.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if none is kept.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::new(vec![[0.0f32], [1.0], [2.0]], vec![0u8, 1, 0])?;
    /// assert_eq!(data.filter(|_, &label| label == 0)?.inputs(), [[0.0], [2.0]]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn filter(self, mut keep: impl FnMut(&X, &Y) -> bool) -> Result<Self, Error> {
        let kept: Vec<usize> =
            (0..self.len()).filter(|&sample| keep(&self.inputs[sample], &self.targets[sample])).collect();
        if kept.is_empty() {
            return Err(Error::Empty { what: "part that `filter` keeps" });
        }
        Ok(self.picked(&kept))
    }

    /// Another input and another target for each sample, of other types if need be. Weights stay.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] if a new number is NaN or infinite.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::new(vec![[1.0f32], [2.0]], vec![[10.0f32], [20.0]])?;
    /// let swapped = data.map(|input, target| ([target[0] / 10.0], input))?;
    /// assert_eq!((swapped.inputs()[1], swapped.targets()[1]), ([2.0], [2.0]));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn map<U: Sample, V: Target>(self, mut change: impl FnMut(X, Y) -> (U, V)) -> Result<Dataset<U, V>, Error> {
        let (inputs, targets) =
            self.inputs.into_iter().zip(self.targets).map(|(input, target)| change(input, target)).unzip();
        Ok(Dataset { sample_weight: self.sample_weight, ..Dataset::new(inputs, targets)? })
    }

    /// Another input for each sample, of another type if need be. Targets and weights stay.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] if a new number is NaN or infinite.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// // From bytes to numbers from 0 to 1.
    /// let pixels = Dataset::new(vec![[0.0f32, 51.0], [255.0, 102.0]], vec![0u8, 1])?;
    /// let scaled = pixels.map_inputs(|image| image.map(|pixel| pixel / 255.0))?;
    /// assert_eq!(scaled.inputs(), [[0.0, 0.2], [1.0, 0.4]]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn map_inputs<U: Sample>(self, change: impl FnMut(X) -> U) -> Result<Dataset<U, Y>, Error> {
        let inputs = self.inputs.into_iter().map(change).collect();
        Ok(Dataset { sample_weight: self.sample_weight, ..Dataset::new(inputs, self.targets)? })
    }

    /// Another target for each sample, of another type if need be. Inputs and weights stay.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] if a new number is NaN or infinite.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// // From ten digits to odd or even.
    /// let digits = Dataset::new(vec![[0.1f32], [0.2], [0.3]], vec![3u8, 8, 5])?;
    /// assert_eq!(digits.map_targets(|digit| digit % 2)?.targets(), [1, 0, 1]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn map_targets<V: Target>(self, change: impl FnMut(Y) -> V) -> Result<Dataset<X, V>, Error> {
        let targets = self.targets.into_iter().map(change).collect();
        Ok(Dataset { sample_weight: self.sample_weight, ..Dataset::new(self.inputs, targets)? })
    }

    /// These samples, and behind them the others. If only one of the two has weights, the samples of the other count 1.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let measured = Dataset::new(vec![[0.0f32], [1.0]], vec![0u8, 1])?;
    /// let guessed = Dataset::new(vec![[0.5f32]], vec![1u8])?.sample_weight(vec![0.25])?;
    /// assert_eq!(measured.concat(guessed).sample_weights(), Some(&[1.0, 1.0, 0.25][..]));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn concat(mut self, others: Self) -> Self {
        if !(self.sample_weight.is_empty() && others.sample_weight.is_empty()) {
            let all = self.len() + others.len();
            self.sample_weight.resize(self.inputs.len(), 1.0);
            self.sample_weight.extend(others.sample_weight);
            self.sample_weight.resize(all, 1.0);
        }
        self.inputs.extend(others.inputs);
        self.targets.extend(others.targets);
        self
    }

    /// Each sample's input and target, in their order.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::new(vec![[0.0f32], [1.0]], vec![3u8, 4])?;
    /// assert!(data.iter().any(|(input, &label)| input == &[1.0] && label == 4));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn iter(&self) -> Zip<Iter<'_, X>, Iter<'_, Y>> {
        self.inputs.iter().zip(&self.targets)
    }
}

impl<'a, X: Sample, Y: Target> IntoIterator for &'a Dataset<X, Y> {
    type Item = (&'a X, &'a Y);
    type IntoIter = Zip<Iter<'a, X>, Iter<'a, Y>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
