//! Numbers for what is missing.

use super::Transform;
use super::fitting::check_figure;
use super::per_column::PerColumn;
use super::quantile::{gather, quantile};
use crate::{Element, Error};

/// Puts a number of its own in each column where one is missing, which is to say NaN. scikit-learn's `SimpleImputer`.
///
/// A [`Dataset`](crate::Dataset) has no NaN: impute first, and make a data set of the result.
///
/// ```
/// use dense_runtime::preprocess::{Imputer, Transform};
///
/// let rows = [[1.0f32, 5.0], [2.0, f32::NAN], [9.0, 7.0]];
/// assert_eq!(Imputer::mean(&rows)?.transform(&[f32::NAN, f32::NAN]), [4.0f32, 6.0]);
/// assert_eq!(Imputer::median(&rows)?.transform(&[f32::NAN, 1.0]), [2.0f32, 1.0]);
/// assert_eq!(Imputer::constant([-1.0, 0.0])?.transform(&rows[1]), [2.0f32, 0.0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize))]
pub struct Imputer<const N: usize> {
    statistics: PerColumn<N>,
}

impl<const N: usize> Imputer<N> {
    /// The mean of each column's numbers.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without inputs, [`Error::NotFinite`] if a number is infinite, [`Error::Column`] if all numbers of a column are
    /// missing, or if their sum overflows.
    pub fn mean<T: Element>(inputs: &[[T; N]]) -> Result<Self, Error> {
        Imputer::fit(inputs, |numbers| numbers.iter().sum::<f64>() / numbers.len() as f64)
    }

    /// The median of each column's numbers: the one in the middle, or the mean of the two there.
    ///
    /// # Errors
    ///
    /// Those of [`mean`](Imputer::mean).
    pub fn median<T: Element>(inputs: &[[T; N]]) -> Result<Self, Error> {
        Imputer::fit(inputs, |numbers| quantile(numbers, 0.5))
    }

    /// The most frequent number of each column, of equally frequent ones the smallest.
    ///
    /// # Errors
    ///
    /// Those of [`mean`](Imputer::mean).
    ///
    /// ```
    /// use dense_runtime::preprocess::Imputer;
    ///
    /// assert_eq!(Imputer::most_frequent(&[[3.0f32], [1.0], [f32::NAN], [3.0]])?.statistics(), &[3.0]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn most_frequent<T: Element>(inputs: &[[T; N]]) -> Result<Self, Error> {
        Imputer::fit(inputs, |numbers| {
            numbers.sort_unstable_by(f64::total_cmp);
            let runs = numbers.chunk_by(|a, b| a == b);
            runs.reduce(|longest, run| if run.len() > longest.len() { run } else { longest })
                .map_or(f64::NAN, |run| run[0])
        })
    }

    /// These numbers, one for each column.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if one of them is not finite.
    pub fn constant(fill_value: [f64; N]) -> Result<Self, Error> {
        let statistics = PerColumn::try_from_fn(|column| match fill_value[column] {
            value if value.is_finite() => Ok(value),
            value => Err(Error::Setting { name: "fill_value", value, expected: "finite" }),
        })?;
        Ok(Imputer { statistics })
    }

    /// The number that each column gets where one is missing.
    pub fn statistics(&self) -> &[f64; N] {
        &self.statistics
    }

    /// What `figure` makes of the numbers of each column, of which there is at least one.
    fn fit<T: Element>(inputs: &[[T; N]], mut figure: impl FnMut(&mut [f64]) -> f64) -> Result<Self, Error> {
        if inputs.is_empty() {
            return Err(Error::Empty { what: "data set" });
        }
        for (sample, input) in inputs.iter().enumerate() {
            if let Some(index) = input.iter().position(|x| x.is_infinite()) {
                return Err(Error::NotFinite { what: "input", sample, index, value: input[index].as_f64() });
            }
        }
        let mut numbers = Vec::with_capacity(inputs.len());
        let statistics = PerColumn::try_from_fn(|column| {
            gather(inputs, column, &mut numbers);
            if numbers.is_empty() {
                return Err(Error::Column { column, problem: "is missing in all samples" });
            }
            check_figure(column, figure(&mut numbers))
        })?;
        Ok(Imputer { statistics })
    }
}

impl<T: Element, const N: usize> Transform<[T; N]> for Imputer<N> {
    type Output = [T; N];

    fn transform(&self, sample: &[T; N]) -> [T; N] {
        core::array::from_fn(|i| if sample[i].is_nan() { T::of(self.statistics[i]) } else { sample[i] })
    }
}
