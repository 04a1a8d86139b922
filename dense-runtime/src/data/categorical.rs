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
    let mut one_hot = vec![[T::zero(); K]; labels.len()];
    for (sample, (numbers, label)) in one_hot.iter_mut().zip(labels).enumerate() {
        let label = label.class();
        *numbers.get_mut(label).ok_or(Error::Label { sample, label, classes: K })? = T::one();
    }
    Ok(one_hot)
}

/// For each array with a number for each class the class of the largest number, of equal ones the first: what
/// [`to_categorical`] made, or what a network found. An array of a single number is the class 1 if that is at least 0.5, and 0
/// otherwise.
///
/// # Errors
///
/// [`Error::Setting`] if there are more classes than such labels.
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
    check_room::<L>(K)?;
    let label = |numbers: &[T; K]| L::try_from(numbers.meant().unwrap_or(0)).ok();
    Ok(numbers.iter().map(|numbers| label(numbers).expect("there is room for each class")).collect())
}

/// Whether there are as many labels of this type.
pub(crate) fn check_room<L: Label + TryFrom<usize>>(classes: usize) -> Result<(), Error> {
    if classes == 0 || L::try_from(classes - 1).is_ok() {
        return Ok(());
    }
    let expected = match size_of::<L>() {
        1 => "at most 256, for which `u8` has room",
        2 => "at most 65536, for which `u16` has room",
        _ => "a number of classes for which labels have room",
    };
    Err(Error::Setting { name: "classes", value: classes as f64, expected })
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
    /// [`Error::Setting`] if there are more classes than such labels.
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
        let no_room = from_categorical::<u8, _, 300>(&numbers).expect_err("no room");
        assert_eq!(no_room.to_string(), "`classes` is 300, but must be at most 256, for which `u8` has room");
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
