//! Columns on one scale, whatever a few samples far away say.

use super::fitting::{check_figure, check_inputs, scale_of};
use super::per_column::PerColumn;
use super::quantile::{gather, quantile};
use super::{InverseTransform, Transform};
use crate::{Element, Error};

/// Takes the median from each column and divides by the distance of two quantiles: `(x - center) / scale`. A few numbers far from
/// the others change neither. scikit-learn's `RobustScaler`.
///
/// A column whose quantiles are less than 2.2e-15 apart keeps its scale.
///
/// ```
/// use dense_runtime::preprocess::{RobustScaler, Transform};
///
/// let scaler = RobustScaler::fit(&[[1.0f32], [2.0], [3.0], [4.0], [1000.0]])?;
/// assert_eq!((scaler.center(), scaler.scale()), (&[3.0], &[2.0]));
/// assert_eq!(scaler.transform(&[5.0f32]), [1.0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize))]
pub struct RobustScaler<const N: usize> {
    center: PerColumn<N>,
    #[cfg_attr(feature = "files", serde(deserialize_with = "super::per_column::positive"))]
    scale: PerColumn<N>,
}

impl<const N: usize> RobustScaler<N> {
    /// Median of each column, and distance of the first and the third quartile.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without inputs, [`Error::NotFinite`] if a number is NaN or infinite, [`Error::Column`] if the difference of two
    /// numbers overflows.
    pub fn fit<T: Element>(inputs: &[[T; N]]) -> Result<Self, Error> {
        RobustScaler::fit_quantile_range(inputs, (25.0, 75.0))
    }

    /// The same with the distance of two other quantiles, in percent: scikit-learn's `quantile_range`.
    ///
    /// # Errors
    ///
    /// Those of [`fit`](RobustScaler::fit), and [`Error::Setting`] if the quantiles are not in `0.0..=100.0`, or the first is not less
    /// than the second.
    ///
    /// ```
    /// use dense_runtime::preprocess::RobustScaler;
    ///
    /// let inputs: Vec<[f32; 1]> = (0..=100).map(|x| [x as f32]).collect();
    /// assert_eq!(RobustScaler::fit_quantile_range(&inputs, (10.0, 90.0))?.scale(), &[80.0]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn fit_quantile_range<T: Element>(inputs: &[[T; N]], quantile_range: (f64, f64)) -> Result<Self, Error> {
        let (low, high) = quantile_range;
        for (value, good) in [(low, low >= 0.0 && low < high), (high, high <= 100.0)] {
            if !good {
                let expected = "in 0.0..=100.0, the first less than the second";
                return Err(Error::Setting { name: "quantile_range", value, expected });
            }
        }
        check_inputs(inputs)?;
        let mut numbers = Vec::with_capacity(inputs.len());
        let mut center = PerColumn::zeros();
        let scale = PerColumn::try_from_fn(|column| {
            gather(inputs, column, &mut numbers);
            center[column] = check_figure(column, quantile(&mut numbers, 0.5))?;
            let distance = quantile(&mut numbers, high / 100.0) - quantile(&mut numbers, low / 100.0);
            check_figure(column, distance).map(scale_of)
        })?;
        Ok(RobustScaler { center, scale })
    }

    /// The median of each column.
    pub fn center(&self) -> &[f64; N] {
        &self.center
    }

    /// What each column is divided by.
    pub fn scale(&self) -> &[f64; N] {
        &self.scale
    }
}

impl<T: Element, const N: usize> Transform<[T; N]> for RobustScaler<N> {
    type Output = [T; N];

    fn transform(&self, sample: &[T; N]) -> [T; N] {
        core::array::from_fn(|i| T::of((sample[i].as_f64() - self.center[i]) / self.scale[i]))
    }
}

impl<T: Element, const N: usize> InverseTransform<[T; N]> for RobustScaler<N> {
    fn inverse_transform(&self, sample: &[T; N]) -> [T; N] {
        core::array::from_fn(|i| T::of(sample[i].as_f64() * self.scale[i] + self.center[i]))
    }
}
