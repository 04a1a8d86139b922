//! What makes numbers of texts.

use crate::{Element, Error};

/// Makes numbers of `C` texts, which are categories: `"red"`, `"green"`.
///
/// ```
/// use dense_runtime::preprocess::{Encode, OneHotEncoder};
///
/// let encoder = OneHotEncoder::fit(&[["red"], ["green"], ["red"]])?;
/// assert_eq!(encoder.width(), 2);
/// let input: [f32; 2] = encoder.transform(&["red"])?;
/// assert_eq!(input, [0.0, 1.0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub trait Encode<const C: usize> {
    /// How many numbers it makes of the texts of a sample. A network's input has a fixed size: make one with the same data, and print
    /// this.
    fn width(&self) -> usize;

    /// Writes the numbers of a sample.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not [`width`](Encode::width) places for numbers, [`Error::Category`] for a text that was not
    /// there when the encoder was fitted, unless it is told what to do then.
    fn encode<T: Element>(&self, texts: &[impl AsRef<str>; C], numbers: &mut [T]) -> Result<(), Error>;

    /// The numbers of a sample.
    ///
    /// # Errors
    ///
    /// Those of [`encode`](Encode::encode).
    fn transform<T: Element, const N: usize>(&self, texts: &[impl AsRef<str>; C]) -> Result<[T; N], Error> {
        let mut numbers = [T::zero(); N];
        self.encode(texts, &mut numbers)?;
        Ok(numbers)
    }

    /// The numbers of all samples.
    ///
    /// # Errors
    ///
    /// Those of [`encode`](Encode::encode), with the number of the sample.
    fn transform_all<T: Element, const N: usize>(&self, texts: &[[impl AsRef<str>; C]]) -> Result<Vec<[T; N]>, Error> {
        of_each(texts.iter(), |texts| self.transform(texts))
    }
}

/// The places for the numbers of a sample are as many as there should be.
pub(super) fn check_width(expected: usize, found: usize) -> Result<(), Error> {
    match expected == found {
        true => Ok(()),
        false => Err(Error::Lengths { expected, found, what: "numbers for a sample" }),
    }
}

/// What `make` makes of each sample, in one piece of memory. A text that is unknown is that of its sample.
pub(super) fn of_each<X, Y>(
    samples: impl ExactSizeIterator<Item = X>,
    mut make: impl FnMut(X) -> Result<Y, Error>,
) -> Result<Vec<Y>, Error> {
    let mut made = Vec::with_capacity(samples.len());
    for (sample, texts) in samples.enumerate() {
        made.push(make(texts).map_err(|error| match error {
            Error::Category { column, value, .. } => Error::Category { sample, column, value },
            other => other,
        })?);
    }
    Ok(made)
}
