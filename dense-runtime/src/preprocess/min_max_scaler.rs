//! Columns from 0 to 1.

use super::fitting::{check_figure, check_inputs, scale_of};
use super::per_column::PerColumn;
use super::{InverseTransform, Transform};
use crate::{Element, Error};

/// Maps the smallest and the largest number of each column to 0 and 1, or to the ends of another
/// [`feature_range`](MinMaxScaler::feature_range), and all others in proportion. scikit-learn's `MinMaxScaler`.
///
/// A column that is constant, with less than 2.2e-15 between its smallest and largest number, keeps its scale: its smallest number
/// becomes 0.
///
/// ```
/// use dense_runtime::preprocess::{InverseTransform, MinMaxScaler, Transform};
///
/// let scaler = MinMaxScaler::fit(&[[10.0f32], [30.0], [20.0]])?;
/// assert_eq!((scaler.data_min(), scaler.data_max()), (&[10.0], &[30.0]));
/// assert_eq!(scaler.transform(&[25.0f32]), [0.75]);
/// assert_eq!(scaler.transform(&[50.0f32]), [2.0]);
///
/// let scaler = scaler.feature_range(-1.0, 1.0)?.clip(true);
/// assert_eq!(scaler.transform(&[25.0f32]), [0.5]);
/// assert_eq!(scaler.transform(&[50.0f32]), [1.0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize), serde(try_from = "Stored<N>"))]
pub struct MinMaxScaler<const N: usize> {
    data_min: PerColumn<N>,
    data_max: PerColumn<N>,
    feature_range: (f64, f64),
    clip: bool,
}

impl<const N: usize> MinMaxScaler<N> {
    /// The smallest and the largest number of each column.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without inputs, [`Error::NotFinite`] if a number is NaN or infinite, [`Error::Column`] if the difference of two
    /// numbers overflows.
    pub fn fit<T: Element>(inputs: &[[T; N]]) -> Result<Self, Error> {
        check_inputs(inputs)?;
        let (mut data_min, mut data_max) = (PerColumn::<N>::zeros(), PerColumn::<N>::zeros());
        data_min.fill(f64::INFINITY);
        data_max.fill(f64::NEG_INFINITY);
        for input in inputs {
            for ((min, max), x) in data_min.iter_mut().zip(data_max.iter_mut()).zip(input) {
                *min = min.min(x.as_f64());
                *max = max.max(x.as_f64());
            }
        }
        let scaler = MinMaxScaler { data_min, data_max, feature_range: (0.0, 1.0), clip: false };
        (0..N)
            .try_for_each(|column| check_figure(column, scaler.data_max[column] - scaler.data_min[column]).map(drop))?;
        Ok(scaler)
    }

    /// Between which numbers columns are to be. The default is 0 and 1.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if one of them is not finite, or the first is not less than the second.
    pub fn feature_range(mut self, min: f64, max: f64) -> Result<Self, Error> {
        for (name, value, good) in [
            ("min", min, min.is_finite()),
            ("max", max, max.is_finite() && (max - min).is_finite()),
            ("min", min, min < max),
        ] {
            if !good {
                let expected = "finite, and `min` less than `max`";
                return Err(Error::Setting { name, value, expected });
            }
        }
        self.feature_range = (min, max);
        Ok(self)
    }

    /// Whether numbers beyond those that were there when it was fitted are cut off at the ends of the range. The default is `false`.
    #[must_use]
    pub fn clip(mut self, clip: bool) -> Self {
        self.clip = clip;
        self
    }

    /// The smallest number of each column.
    pub fn data_min(&self) -> &[f64; N] {
        &self.data_min
    }

    /// The largest number of each column.
    pub fn data_max(&self) -> &[f64; N] {
        &self.data_max
    }

    /// What a column is divided by.
    #[inline(always)]
    fn range(&self, column: usize) -> f64 {
        scale_of(self.data_max[column] - self.data_min[column])
    }
}

impl<T: Element, const N: usize> Transform<[T; N]> for MinMaxScaler<N> {
    type Output = [T; N];

    fn transform(&self, sample: &[T; N]) -> [T; N] {
        let (min, max) = self.feature_range;
        let scaled = |i: usize| (sample[i].as_f64() - self.data_min[i]) / self.range(i) * (max - min) + min;
        match self.clip {
            true => core::array::from_fn(|i| T::of(scaled(i).clamp(min, max))),
            false => core::array::from_fn(|i| T::of(scaled(i))),
        }
    }
}

impl<T: Element, const N: usize> InverseTransform<[T; N]> for MinMaxScaler<N> {
    fn inverse_transform(&self, sample: &[T; N]) -> [T; N] {
        let (min, max) = self.feature_range;
        core::array::from_fn(|i| T::of((sample[i].as_f64() - min) / (max - min) * self.range(i) + self.data_min[i]))
    }
}

/// What a file says, before it is checked.
#[cfg(feature = "files")]
#[derive(serde::Deserialize)]
struct Stored<const N: usize> {
    data_min: PerColumn<N>,
    data_max: PerColumn<N>,
    feature_range: (f64, f64),
    clip: bool,
}

#[cfg(feature = "files")]
impl<const N: usize> TryFrom<Stored<N>> for MinMaxScaler<N> {
    type Error = String;

    fn try_from(stored: Stored<N>) -> Result<Self, String> {
        let Stored { data_min, data_max, feature_range: (min, max), clip } = stored;
        let range = |column: usize| data_max[column] - data_min[column];
        match (0..N).find(|&column| !(range(column) >= 0.0 && range(column).is_finite())) {
            Some(column) => {
                Err(format!("the largest number of column {column} is less than the smallest, or too far away"))
            }
            None => MinMaxScaler { data_min, data_max, feature_range: (0.0, 1.0), clip }
                .feature_range(min, max)
                .map_err(|error| error.to_string()),
        }
    }
}
