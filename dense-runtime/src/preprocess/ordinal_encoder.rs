//! A number for each category.

use super::Encode;
use super::categories::CategoriesOf;
use super::encode::{check_width, of_each};
use crate::math::Real;
use crate::{Element, Error};

/// Makes one number of each text: the place of its category, in ascending order, counted from 0. scikit-learn's `OrdinalEncoder`.
///
/// As numbers they claim that categories have an order and distances. As [`indices`](OrdinalEncoder::indices) they are for networks
/// with an [`Embedding`](crate::vocabulary::layers::Embedding), which learns what each of them means.
///
/// ```
/// use dense_runtime::preprocess::{Encode, OrdinalEncoder};
///
/// let encoder = OrdinalEncoder::fit(&[["red", "S"], ["green", "M"], ["blue", "S"]])?;
/// let input: [f32; 2] = encoder.transform(&["green", "S"])?;
/// assert_eq!(input, [1.0, 1.0]);
/// assert_eq!(encoder.indices(&["blue", "S"])?, [0u32, 1]);
///
/// // Embeddings have a row more, for colours and sizes that come later.
/// let encoder = encoder.unknown_value(3)?;
/// assert_eq!(encoder.indices(&["pink", "S"])?, [3u32, 1]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "files", derive(serde::Serialize, serde::Deserialize), serde(try_from = "Stored<C>"))]
pub struct OrdinalEncoder<const C: usize> {
    categories: CategoriesOf<C>,
    unknown_value: Option<i64>,
}

impl<const C: usize> OrdinalEncoder<C> {
    /// The categories of each column.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without rows.
    pub fn fit(rows: &[[impl AsRef<str>; C]]) -> Result<Self, Error> {
        Ok(OrdinalEncoder { categories: CategoriesOf::fit(rows)?, unknown_value: None })
    }

    /// The number of texts that are none of the categories, which otherwise are an [`Error::Category`]. scikit-learn's
    /// `handle_unknown="use_encoded_value"` and `unknown_value`; -1 is usual for numbers, and the number of categories for indices.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if it is the number of a category.
    pub fn unknown_value(mut self, unknown_value: i64) -> Result<Self, Error> {
        let most = self.categories.columns().iter().map(|categories| categories.texts().len()).max().unwrap_or(0);
        if usize::try_from(unknown_value).is_ok_and(|number| number < most) {
            let expected = "less than 0, or at least the number of categories of each column";
            return Err(Error::Setting { name: "unknown_value", value: unknown_value as f64, expected });
        }
        self.unknown_value = Some(unknown_value);
        Ok(self)
    }

    /// The numbers of a sample's texts as indices.
    ///
    /// # Errors
    ///
    /// [`Error::Category`] for a text that is none of the categories, if there is no number for it, or one that is no index.
    pub fn indices(&self, texts: &[impl AsRef<str>; C]) -> Result<[u32; C], Error> {
        let mut indices = [0; C];
        self.each(texts, |column, number| {
            indices[column] = u32::try_from(number).ok()?;
            Some(())
        })?;
        Ok(indices)
    }

    /// The indices of all samples.
    ///
    /// # Errors
    ///
    /// Those of [`indices`](OrdinalEncoder::indices), with the number of the sample.
    pub fn indices_all(&self, texts: &[[impl AsRef<str>; C]]) -> Result<Vec<[u32; C]>, Error> {
        of_each(texts.iter(), |texts| self.indices(texts))
    }

    /// The categories of a column, in the order of their numbers.
    ///
    /// # Panics
    ///
    /// If there is no such column; they are counted from 0.
    pub fn categories(&self, column: usize) -> &[String] {
        self.categories.columns()[column].texts()
    }

    /// Gives `take` the number of each text; the text is unknown if there is none, or if it is not taken.
    fn each(&self, texts: &[impl AsRef<str>; C], mut take: impl FnMut(usize, i64) -> Option<()>) -> Result<(), Error> {
        for (column, (categories, text)) in self.categories.columns().iter().zip(texts).enumerate() {
            let number = categories.number(text.as_ref()).map(|number| number as i64).or(self.unknown_value);
            number.and_then(|number| take(column, number)).ok_or_else(|| Error::Category {
                sample: 0,
                column,
                value: text.as_ref().to_owned(),
            })?;
        }
        Ok(())
    }
}

impl<const C: usize> Encode<C> for OrdinalEncoder<C> {
    fn width(&self) -> usize {
        C
    }

    fn encode<T: Element>(&self, texts: &[impl AsRef<str>; C], numbers: &mut [T]) -> Result<(), Error> {
        check_width(C, numbers.len())?;
        self.each(texts, |column, number| {
            numbers[column] = Real::of(number as f64);
            Some(())
        })
    }
}

/// What a file says, before it is checked.
#[cfg(feature = "files")]
#[derive(serde::Deserialize)]
struct Stored<const C: usize> {
    categories: CategoriesOf<C>,
    unknown_value: Option<i64>,
}

#[cfg(feature = "files")]
impl<const C: usize> TryFrom<Stored<C>> for OrdinalEncoder<C> {
    type Error = String;

    fn try_from(Stored { categories, unknown_value }: Stored<C>) -> Result<Self, String> {
        let encoder = OrdinalEncoder { categories, unknown_value: None };
        match unknown_value {
            Some(value) => encoder.unknown_value(value).map_err(|error| error.to_string()),
            None => Ok(encoder),
        }
    }
}
