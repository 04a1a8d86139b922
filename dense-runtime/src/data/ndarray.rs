//! Arrays of the crate `ndarray`, to samples and back.
//!
//! ```
//! use dense_runtime::data::ndarray::{to_array2, to_samples};
//! use dense_runtime::{Dataset, Error, Network, network};
//! use ndarray::{Array2, array};
//!
//! network! { struct Classes { Input(2) -> Dense(3, softmax) } }
//!
//! let (x, y) = (array![[0.0f32, 1.0], [2.0, 3.0]], array![0u8, 2]);
//! let inputs: Vec<[f32; 2]> = to_samples(&x)?;
//! let labels: Vec<u8> = to_samples(&y)?;
//! let data = Dataset::new(inputs, labels)?;
//!
//! let outputs: Array2<f32> = to_array2(&Classes::new(1).predict_batch(data.inputs()));
//! assert_eq!(outputs.dim(), (2, 3));
//! # Ok::<(), Error>(())
//! ```

use ::ndarray::{Array2, ArrayD, ArrayRef, Dimension, IxDyn, arr2};

use super::{Array, Number};
use crate::{Error, Shape};

/// The samples of an array, whose first axis goes over them: rows of an `Array2` give `[f32; N]`, an `Array1` of labels
/// gives `u8`, an `Array4` of images `[[[f32; CHANNELS]; WIDTH]; HEIGHT]`. The array may be a view, and may lie in memory in any
/// order.
///
/// # Errors
///
/// [`Error::Lengths`] if the array has not one axis more than the samples, or another length along one of theirs.
pub fn to_samples<X: Array>(array: &ArrayRef<X::Number, impl Dimension>) -> Result<Vec<X>, Error> {
    let (expected, found) = (X::AXES.dims(), array.shape());
    if found.len() != expected.len() + 1 {
        return Err(Error::Lengths { expected: expected.len() + 1, found: found.len(), what: "axes" });
    }
    for (axis, (&expected, &length)) in expected.iter().zip(&found[1..]).enumerate() {
        if expected != length {
            let what = if found.len() == 2 { "columns" } else { ALONG[axis] };
            return Err(Error::Lengths { expected, found: length, what });
        }
    }
    let mut samples = vec![X::ZERO; found[0]];
    for (number, found) in X::flat_mut(&mut samples).iter_mut().zip(array) {
        *number = *found;
    }
    Ok(samples)
}

/// What there is too much or too little of, for each axis of a sample.
const ALONG: [&str; Shape::MAX_RANK] = [
    "numbers along axis 1",
    "numbers along axis 2",
    "numbers along axis 3",
    "numbers along axis 4",
    "numbers along axis 5",
    "numbers along axis 6",
    "numbers along axis 7",
    "numbers along axis 8",
];

/// A table with a row for each sample: outputs of [`predict_batch`](crate::Network::predict_batch), say.
#[must_use]
pub fn to_array2<T: Number, const N: usize>(samples: &[[T; N]]) -> Array2<T> {
    arr2(samples)
}

/// An array of samples of any shape, with an axis over them before their own.
///
/// ```
/// use dense_runtime::data::ndarray::to_array;
///
/// assert_eq!(to_array(&[[[0.5f32; 3]; 2]; 10]).shape(), [10, 2, 3]);
/// assert_eq!(to_array(&[1u8, 2]).shape(), [2]);
/// ```
#[must_use]
pub fn to_array<X: Array>(samples: &[X]) -> ArrayD<X::Number> {
    let shape = [&[samples.len()], X::AXES.dims()].concat();
    ArrayD::from_shape_vec(IxDyn(&shape), X::flat(samples).to_vec()).expect("the shape is that of the samples")
}

#[cfg(test)]
mod tests {
    use ::ndarray::{Array3, array, s};

    use super::*;

    #[test]
    fn rows_come_in_any_order_of_memory() -> Result<(), Error> {
        let table = array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
        assert_eq!(to_samples::<[f64; 3]>(&table)?, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
        assert_eq!(to_samples::<[f64; 2]>(&table.t())?, [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]);
        assert_eq!(to_samples::<[f64; 2]>(&table.slice(s![..;-1, 1..]))?, [[5.0, 6.0], [2.0, 3.0]]);
        assert_eq!(to_samples::<u8>(&array![1, 2])?, [1, 2]);
        assert_eq!(to_samples::<[f64; 3]>(&table.slice(s![..0, ..]))?, [[0.0; 3]; 0]);
        Ok(())
    }

    #[test]
    fn what_goes_there_comes_back() -> Result<(), Error> {
        let images = [[[1_u32, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]];
        assert_eq!(to_samples::<[[u32; 2]; 3]>(&to_array(&images))?, images);
        assert_eq!(to_array(&images)[[1, 2, 0]], 11);
        assert_eq!(to_array2(&[[1.0, 2.0], [3.0, 4.0]]), array![[1.0, 2.0], [3.0, 4.0]]);
        Ok(())
    }

    #[test]
    fn shapes_that_do_not_fit_are_told() {
        let error = |result: Result<Vec<_>, Error>| result.expect_err("another shape").to_string();
        let table = Array2::<f32>::zeros((5, 4));
        assert_eq!(error(to_samples::<[f32; 3]>(&table).map(|_| vec![()])), "expected 3 columns, found 4");
        assert_eq!(error(to_samples::<[[f32; 4]; 5]>(&table).map(|_| vec![()])), "expected 3 axes, found 2");
        let images = Array3::<f32>::zeros((5, 4, 3));
        let found = error(to_samples::<[[f32; 2]; 4]>(&images).map(|_| vec![()]));
        assert_eq!(found, "expected 2 numbers along axis 2, found 3");
    }
}
