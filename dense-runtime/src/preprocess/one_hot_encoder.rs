//! A column of zeros and ones for each category.

use super::Encode;
use super::categories::CategoriesOf;
use super::encode::check_width;
use crate::{Element, Error};

/// Makes a number for each category of each column of texts: 1 for the one that the text is, and 0 for the others. scikit-learn's
/// `OneHotEncoder`.
///
/// Categories are in ascending order, the columns one behind the other.
///
/// ```
/// use dense_runtime::preprocess::{Encode, OneHotEncoder};
///
/// let encoder = OneHotEncoder::fit(&[["red", "S"], ["green", "M"], ["blue", "S"]])?;
/// assert_eq!(encoder.categories(0), ["blue", "green", "red"]);
/// let input: [f32; 5] = encoder.transform(&["green", "S"])?;
/// assert_eq!(input, [0.0, 1.0, 0.0, 0.0, 1.0]);
///
/// let unknown = encoder.transform::<f32, 5>(&["pink", "S"]).unwrap_err();
/// assert_eq!(unknown.to_string(), "sample 0 has `pink` in column 0, which is none of the categories that were there in fitting");
/// let input: [f32; 5] = encoder.ignore_unknown(true).transform(&["pink", "S"])?;
/// assert_eq!(input, [0.0, 0.0, 0.0, 0.0, 1.0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize))]
pub struct OneHotEncoder<const C: usize> {
    categories: CategoriesOf<C>,
    ignore_unknown: bool,
}

impl<const C: usize> OneHotEncoder<C> {
    /// The categories of each column.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without rows.
    pub fn fit(rows: &[[impl AsRef<str>; C]]) -> Result<Self, Error> {
        Ok(OneHotEncoder { categories: CategoriesOf::fit(rows)?, ignore_unknown: false })
    }

    /// Whether a text that is none of the categories becomes zeros, scikit-learn's `handle_unknown="ignore"`, instead of an
    /// [`Error::Category`]. The default is `false`.
    #[must_use]
    pub fn ignore_unknown(mut self, ignore_unknown: bool) -> Self {
        self.ignore_unknown = ignore_unknown;
        self
    }

    /// The categories of a column, in the order of their numbers.
    ///
    /// # Panics
    ///
    /// If there is no such column; they are counted from 0.
    pub fn categories(&self, column: usize) -> &[String] {
        self.categories.columns()[column].texts()
    }
}

impl<const C: usize> Encode<C> for OneHotEncoder<C> {
    fn width(&self) -> usize {
        self.categories.columns().iter().map(|categories| categories.texts().len()).sum()
    }

    fn encode<T: Element>(&self, texts: &[impl AsRef<str>; C], numbers: &mut [T]) -> Result<(), Error> {
        check_width(self.width(), numbers.len())?;
        numbers.fill(T::zero());
        let mut first = 0;
        for (column, (categories, text)) in self.categories.columns().iter().zip(texts).enumerate() {
            match categories.number(text.as_ref()) {
                Some(number) => numbers[first + number] = T::one(),
                None if self.ignore_unknown => {}
                None => return Err(Error::Category { sample: 0, column, value: text.as_ref().to_owned() }),
            }
            first += categories.texts().len();
        }
        Ok(())
    }
}
