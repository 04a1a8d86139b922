//! Labels as arrays with a number for each class, and back.

use super::{Dataset, Label, Target};
use crate::{Element, Error, Sample};

/// For each label an array of zeros with a one in the place of its class: Keras's `to_categorical`, one-hot encoding.
///
/// # Errors
///
/// [`Error::Label`] for the first label that is not less than `K`.
///
/// ```
/// use dense_runtime::data::to_categorical;
///
/// let targets: Vec<[f32; 3]> = to_categorical(&[2u8, 0])?;
/// assert_eq!(targets, [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub fn to_categorical<T: Element, const K: usize>(labels: &[impl Label]) -> Result<Vec<[T; K]>, Error> {
    let one_hot = |(sample, label): (usize, usize)| {
        let mut numbers = [T::zero(); K];
        *numbers.get_mut(label).ok_or(Error::Label { sample, label, classes: K })? = T::one();
        Ok(numbers)
    };
    labels.iter().map(|label| label.class()).enumerate().map(one_hot).collect()
}

/// For each array with a number for each class the class of the largest number, of equal ones the first: what
/// [`to_categorical`] made, or what a network found. An array of a single number is the class 1 if that is at least 0.5, and 0
/// otherwise.
///
/// # Errors
///
/// [`Error::Label`] for the first class for which the type of the labels has no room.
///
/// ```
/// use dense_runtime::{Network, data::from_categorical, network};
///
/// network! { struct Digits { Input(4) -> Dense(10, softmax) } }
///
/// let found: Vec<u8> = from_categorical(&Digits::new(1).predict_batch(&[[0.1; 4], [0.9; 4]]))?;
/// assert_eq!(found.len(), 2);
/// assert_eq!(from_categorical::<u8, f32, 3>(&[[0.1, 0.2, 0.7], [0.4, 0.3, 0.3]])?, [2, 0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub fn from_categorical<L: Label + TryFrom<usize>, T: Element, const K: usize>(
    numbers: &[[T; K]],
) -> Result<Vec<L>, Error> {
    let label = |(sample, numbers): (usize, &[T; K])| {
        let class = numbers.meant().unwrap_or(0);
        let room = 1_usize.checked_shl(8 * size_of::<L>() as u32).unwrap_or(usize::MAX);
        L::try_from(class).map_err(|_| Error::Label { sample, label: class, classes: room })
    };
    numbers.iter().enumerate().map(label).collect()
}

impl<X: Sample, Y: Label> Dataset<X, Y> {
    /// The same samples with an array for each label, as [`to_categorical`] makes it: for losses and metrics that want a number for
    /// each class.
    ///
    /// # Errors
    ///
    /// [`Error::Label`] for the first label that is not less than `K`.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::new(vec![[0.5f32], [0.7]], vec![1u8, 0])?;
    /// let data = data.to_categorical::<f32, 2>()?;
    /// assert_eq!(data.targets(), [[0.0, 1.0], [1.0, 0.0]]);
    /// assert_eq!(data.from_categorical::<u8>()?.targets(), [1, 0]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn to_categorical<T: Element, const K: usize>(self) -> Result<Dataset<X, [T; K]>, Error> {
        let targets = to_categorical(&self.targets)?;
        Ok(Dataset { inputs: self.inputs, targets, sample_weight: self.sample_weight })
    }
}

impl<X: Sample, T: Element, const K: usize> Dataset<X, [T; K]> {
    /// The same samples with labels, as [`from_categorical`] finds them.
    ///
    /// # Errors
    ///
    /// [`Error::Label`] for the first class for which the type of the labels has no room.
    pub fn from_categorical<L: Label + TryFrom<usize>>(self) -> Result<Dataset<X, L>, Error> {
        let targets = from_categorical(&self.targets)?;
        Ok(Dataset { inputs: self.inputs, targets, sample_weight: self.sample_weight })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_back() {
        let labels: Vec<u16> = (0..300).rev().collect();
        let numbers: Vec<[f64; 300]> = to_categorical(&labels).expect("labels in range");
        assert!(numbers.iter().all(|numbers| numbers.iter().sum::<f64>() == 1.0));
        assert_eq!(from_categorical::<u16, _, 300>(&numbers), Ok(labels));
        let no_room = from_categorical::<u8, _, 300>(&numbers);
        assert_eq!(no_room, Err(Error::Label { sample: 0, label: 299, classes: 256 }));
    }

    #[test]
    fn labels_out_of_range_are_refused() {
        let refused = to_categorical::<f32, 3>(&[0u32, 2, u32::MAX]);
        assert_eq!(refused, Err(Error::Label { sample: 2, label: u32::MAX as usize, classes: 3 }));
        assert_eq!(to_categorical::<f32, 2>(&[0u8; 0]), Ok(Vec::new()));
        assert_eq!(to_categorical::<f32, 0>(&[0u8]), Err(Error::Label { sample: 0, label: 0, classes: 0 }));
    }

    #[test]
    fn a_single_number_is_yes_or_no() {
        assert_eq!(from_categorical::<u8, _, 1>(&[[0.5f32], [0.49]]), Ok(vec![1, 0]));
    }

    #[test]
    fn weights_come_along() {
        let data =
            Dataset::new(vec![[0.0f32], [1.0]], vec![1u8, 0]).and_then(|data| data.sample_weight(vec![2.0, 3.0]));
        let data = data.expect("good samples");
        let there = data.clone().to_categorical::<f64, 2>().expect("labels in range");
        assert_eq!(there.sample_weights(), data.sample_weights());
        assert_eq!(there.from_categorical::<u8>(), Ok(data));
    }
}
