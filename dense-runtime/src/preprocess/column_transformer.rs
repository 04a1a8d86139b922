//! Numbers and texts of a sample in one array.

use super::encode::{check_width, of_each};
use super::{Encode, Transform};
use crate::{Element, Error};

/// Makes one input of the `A` numbers and the `C` texts of a sample: the numbers transformed, and behind them what the encoder makes
/// of the texts, `N` numbers together. scikit-learn's `ColumnTransformer` for these two.
///
/// `A`, `C` and `N` are mostly inferred: from the data, and from the network.
///
/// ```
/// use dense_runtime::preprocess::{ColumnTransformer, OneHotEncoder, Standardizer};
/// use dense_runtime::{Dataset, Network, network};
///
/// network! { struct Price { Input(5) -> Dense(8, relu) -> Dense(1) } }
///
/// let (numbers, texts) = ([[3.0f32, 120.0], [1.0, 40.0], [2.0, 80.0]], [["north"], ["south"], ["centre"]]);
/// let columns = ColumnTransformer::new(Standardizer::fit(&numbers)?, OneHotEncoder::fit(&texts)?)?;
/// let data = Dataset::new(columns.transform_all(&numbers, &texts)?, vec![[0.9f32], [0.2], [0.7]])?;
/// let price = Price::new(1).predict(&columns.transform(&[2.0, 75.0], &["south"])?);
/// assert_eq!(data.inputs()[2], [0.0, 0.0, 1.0, 0.0, 0.0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// `()` in place of the first leaves the numbers as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "files",
    derive(serde::Serialize, serde::Deserialize),
    serde(
        try_from = "Stored<S, E>",
        bound(deserialize = "S: serde::Deserialize<'de>, E: serde::Deserialize<'de> + Encode<C>")
    )
)]
pub struct ColumnTransformer<S, E, const A: usize, const C: usize, const N: usize> {
    numbers: S,
    texts: E,
}

impl<S, E: Encode<C>, const A: usize, const C: usize, const N: usize> ColumnTransformer<S, E, A, C, N> {
    /// What the numbers go through, and what the texts go through.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if `A` and the encoder's [`width`](Encode::width) together are not `N`; it says what they are.
    ///
    /// ```
    /// use dense_runtime::preprocess::{ColumnTransformer, OneHotEncoder};
    ///
    /// let encoder = OneHotEncoder::fit(&[["north"], ["south"], ["centre"]])?;
    /// let wrong = ColumnTransformer::<_, _, 2, 1, 4>::new((), encoder).unwrap_err();
    /// assert_eq!(wrong.to_string(), "expected 5 numbers for a sample, found 4");
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn new(numbers: S, texts: E) -> Result<Self, Error> {
        check_width(A + texts.width(), N)?;
        Ok(ColumnTransformer { numbers, texts })
    }

    /// The input that a sample makes.
    ///
    /// # Errors
    ///
    /// [`Error::Category`] for a text that the encoder does not know, unless it is told what to do then.
    pub fn transform<T: Element>(&self, numbers: &[T; A], texts: &[impl AsRef<str>; C]) -> Result<[T; N], Error>
    where
        S: Transform<[T; A], Output = [T; A]>,
    {
        let mut input = [T::zero(); N];
        let (first, rest) = input.split_at_mut(A);
        first.copy_from_slice(&self.numbers.transform(numbers));
        self.texts.encode(texts, rest)?;
        Ok(input)
    }

    /// The inputs that all samples make.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not as many rows of texts as of numbers, and those of
    /// [`transform`](ColumnTransformer::transform), with the number of the sample.
    pub fn transform_all<T: Element>(
        &self,
        numbers: &[[T; A]],
        texts: &[[impl AsRef<str>; C]],
    ) -> Result<Vec<[T; N]>, Error>
    where
        S: Transform<[T; A], Output = [T; A]>,
    {
        if numbers.len() != texts.len() {
            return Err(Error::Lengths { expected: numbers.len(), found: texts.len(), what: "rows of texts" });
        }
        of_each(numbers.iter().zip(texts), |(numbers, texts)| self.transform(numbers, texts))
    }
}

/// What a file says, before it is checked.
#[cfg(feature = "files")]
#[derive(serde::Deserialize)]
struct Stored<S, E> {
    numbers: S,
    texts: E,
}

#[cfg(feature = "files")]
impl<S, E: Encode<C>, const A: usize, const C: usize, const N: usize> TryFrom<Stored<S, E>>
    for ColumnTransformer<S, E, A, C, N>
{
    type Error = String;

    fn try_from(Stored { numbers, texts }: Stored<S, E>) -> Result<Self, String> {
        ColumnTransformer::new(numbers, texts).map_err(|error| error.to_string())
    }
}
