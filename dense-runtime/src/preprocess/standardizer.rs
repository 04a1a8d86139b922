//! Columns with mean 0 and standard deviation 1.

use super::fitting::{check_figure, check_inputs};
use super::per_column::PerColumn;
use super::{InverseTransform, Transform};
use crate::math::Real;
use crate::{Element, Error};

/// Gives each column the mean 0 and the standard deviation 1: `(x - mean) / scale`. scikit-learn's `StandardScaler`.
///
/// The scale is the standard deviation with the number of samples as divisor, and 1 for a column that is constant but for rounding:
/// such a column becomes 0.
///
/// ```
/// use dense_runtime::preprocess::{InverseTransform, Standardizer, Transform};
///
/// let scaler = Standardizer::fit(&[[1.0f32, 7.0], [3.0, 7.0]])?;
/// assert_eq!((scaler.mean(), scaler.scale()), (&[2.0, 7.0], &[1.0, 1.0]));
/// assert_eq!(scaler.transform(&[4.0f32, 7.0]), [2.0, 0.0]);
/// assert_eq!(scaler.inverse_transform(&[2.0f32, 0.0]), [4.0, 7.0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize))]
pub struct Standardizer<const N: usize> {
    mean: PerColumn<N>,
    #[cfg_attr(feature = "files", serde(deserialize_with = "super::per_column::positive"))]
    scale: PerColumn<N>,
}

impl<const N: usize> Standardizer<N> {
    /// Mean and standard deviation of each column.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without inputs, [`Error::NotFinite`] if a number is NaN or infinite, [`Error::Column`] if numbers are so large
    /// that their sum overflows.
    ///
    /// ```
    /// use dense_runtime::{Error, preprocess::Standardizer};
    ///
    /// let missing = Standardizer::fit(&[[1.0f32, 7.0], [3.0, f32::NAN]]).unwrap_err();
    /// assert!(matches!(missing, Error::NotFinite { sample: 1, index: 1, .. }));
    /// assert!(missing.to_string().contains("Imputer"));
    /// ```
    pub fn fit<T: Element>(inputs: &[[T; N]]) -> Result<Self, Error> {
        check_inputs(inputs)?;
        let count = inputs.len() as f64;
        let mut mean = PerColumn::<N>::zeros();
        for input in inputs {
            for (sum, x) in mean.iter_mut().zip(input) {
                *sum += x.as_f64();
            }
        }
        mean.iter_mut().for_each(|sum| *sum /= count);
        // Deviations add up to 0; what rounding leaves of it corrects the squares (Chan, Golub and LeVeque).
        let (mut deviations, mut squares) = (PerColumn::<N>::zeros(), PerColumn::<N>::zeros());
        for input in inputs {
            for (((deviations, squares), mean), x) in
                deviations.iter_mut().zip(squares.iter_mut()).zip(&mean[..]).zip(input)
            {
                let deviation = x.as_f64() - mean;
                *deviations += deviation;
                *squares += deviation * deviation;
            }
        }
        let scale = PerColumn::try_from_fn(|column| {
            let mean = check_figure(column, mean[column])?;
            let square = squares[column] - deviations[column] * deviations[column] / count;
            let variance = check_figure(column, square / count)?;
            // What the variance of a constant column may be, by rounding alone.
            let rounding = count * f64::EPSILON * variance + (count * mean * f64::EPSILON).powi(2);
            Ok(if variance <= rounding { 1.0 } else { Real::sqrt(variance) })
        })?;
        Ok(Standardizer { mean, scale })
    }

    /// The mean of each column.
    pub fn mean(&self) -> &[f64; N] {
        &self.mean
    }

    /// What each column is divided by: its standard deviation, or 1 if it is constant.
    pub fn scale(&self) -> &[f64; N] {
        &self.scale
    }
}

impl<T: Element, const N: usize> Transform<[T; N]> for Standardizer<N> {
    type Output = [T; N];

    fn transform(&self, sample: &[T; N]) -> [T; N] {
        core::array::from_fn(|i| T::of((sample[i].as_f64() - self.mean[i]) / self.scale[i]))
    }
}

impl<T: Element, const N: usize> InverseTransform<[T; N]> for Standardizer<N> {
    fn inverse_transform(&self, sample: &[T; N]) -> [T; N] {
        core::array::from_fn(|i| T::of(sample[i].as_f64() * self.scale[i] + self.mean[i]))
    }
}
