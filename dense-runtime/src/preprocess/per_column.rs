//! A number for each column.

use core::ops::{Deref, DerefMut};

/// `N` numbers, on the heap: there may be many columns. From a file they come only finite, and as many as there should be.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "files",
    derive(serde::Serialize, serde::Deserialize),
    serde(into = "Vec<f64>", try_from = "Vec<f64>")
)]
pub(super) struct PerColumn<const N: usize>(Box<[f64; N]>);

impl<const N: usize> PerColumn<N> {
    pub(super) fn zeros() -> Self {
        PerColumn::exact(vec![0.0; N]).expect("as many as there should be")
    }

    /// What `number` gives for each column.
    pub(super) fn try_from_fn<E>(number: impl FnMut(usize) -> Result<f64, E>) -> Result<Self, E> {
        let numbers = (0..N).map(number).collect::<Result<Vec<f64>, E>>()?;
        Ok(PerColumn::exact(numbers).expect("as many as there should be"))
    }

    fn exact(numbers: Vec<f64>) -> Option<Self> {
        numbers.into_boxed_slice().try_into().ok().map(PerColumn)
    }
}

impl<const N: usize> Deref for PerColumn<N> {
    type Target = [f64; N];

    fn deref(&self) -> &[f64; N] {
        &self.0
    }
}

impl<const N: usize> DerefMut for PerColumn<N> {
    fn deref_mut(&mut self) -> &mut [f64; N] {
        &mut self.0
    }
}

impl<const N: usize> From<PerColumn<N>> for Vec<f64> {
    fn from(numbers: PerColumn<N>) -> Vec<f64> {
        numbers.to_vec()
    }
}

impl<const N: usize> TryFrom<Vec<f64>> for PerColumn<N> {
    type Error = String;

    fn try_from(numbers: Vec<f64>) -> Result<Self, String> {
        if let Some(column) = numbers.iter().position(|number| !number.is_finite()) {
            return Err(format!("column {column} has the number {}, which is not finite", numbers[column]));
        }
        let found = numbers.len();
        PerColumn::exact(numbers).ok_or_else(|| format!("expected {N} columns, found {found}"))
    }
}

/// Reads numbers by which something is divided.
#[cfg(feature = "files")]
pub(super) fn positive<'de, D: serde::Deserializer<'de>, const N: usize>(
    deserializer: D,
) -> Result<PerColumn<N>, D::Error> {
    let numbers: PerColumn<N> = serde::Deserialize::deserialize(deserializer)?;
    match numbers.iter().position(|number| *number <= 0.0) {
        Some(column) => Err(serde::de::Error::custom(format!("the scale of column {column} is not positive"))),
        None => Ok(numbers),
    }
}
