//! What all that is fitted to columns of numbers can do.

use crate::data::{Dataset, Target};
use crate::{Error, Sample};

/// Makes another sample of a sample.
///
/// Two or three of these in a tuple are one that does what they do one after the other, and `()` leaves samples as they are.
///
/// ```
/// use dense_runtime::preprocess::{MinMaxScaler, Transform};
///
/// let scaler = MinMaxScaler::fit(&[[0.0f32], [4.0]])?;
/// assert_eq!(scaler.transform(&[1.0f32]), [0.25]);
/// assert_eq!(((), scaler).transform_all(&[[2.0f32], [4.0]]), [[0.5], [1.0]]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub trait Transform<X> {
    /// What becomes of a sample.
    type Output;

    /// The sample transformed. NaN stays NaN, unless it is what is replaced.
    fn transform(&self, sample: &X) -> Self::Output;

    /// All samples transformed.
    fn transform_all(&self, samples: &[X]) -> Vec<Self::Output> {
        samples.iter().map(|sample| self.transform(sample)).collect()
    }

    /// The data set with its inputs transformed. Targets and weights stay.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] if a number gets too large for its type.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    /// use dense_runtime::preprocess::{Standardizer, Transform};
    ///
    /// let (train, test) = Dataset::new(vec![[1.0f32], [3.0], [5.0]], vec![0u8, 1, 1])?.split(0.7)?;
    /// let scaler = Standardizer::fit(train.inputs())?;
    /// let (train, test) = (scaler.apply(train)?, scaler.apply(test)?);
    /// assert_eq!((train.inputs(), test.inputs()), (&[[-1.0], [1.0]][..], &[[3.0]][..]));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    fn apply<Y: Target>(&self, data: Dataset<X, Y>) -> Result<Dataset<Self::Output, Y>, Error>
    where
        X: Sample,
        Self::Output: Sample,
    {
        data.map_inputs(|input| self.transform(&input))
    }
}

/// A [`Transform`] that can be undone.
///
/// ```
/// use dense_runtime::preprocess::{InverseTransform, Standardizer, Transform};
///
/// // Targets on one scale are easier to learn; what the network finds is brought back.
/// let prices = [[120_000.0f64], [180_000.0], [240_000.0]];
/// let scaler = Standardizer::fit(&prices)?;
/// let found: [f64; 1] = scaler.transform(&[180_000.0]);
/// assert_eq!(scaler.inverse_transform(&found), [180_000.0]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub trait InverseTransform<X>: Transform<X> {
    /// The sample of which [`transform`](Transform::transform) makes this one, but for rounding.
    fn inverse_transform(&self, sample: &Self::Output) -> X;

    /// All samples as they were.
    fn inverse_transform_all(&self, samples: &[Self::Output]) -> Vec<X> {
        samples.iter().map(|sample| self.inverse_transform(sample)).collect()
    }
}

impl<X: Copy> Transform<X> for () {
    type Output = X;

    fn transform(&self, sample: &X) -> X {
        *sample
    }
}

impl<X: Copy> InverseTransform<X> for () {
    fn inverse_transform(&self, sample: &X) -> X {
        *sample
    }
}

impl<X, A: Transform<X>, B: Transform<A::Output>> Transform<X> for (A, B) {
    type Output = B::Output;

    fn transform(&self, sample: &X) -> B::Output {
        self.1.transform(&self.0.transform(sample))
    }
}

impl<X, A: InverseTransform<X>, B: InverseTransform<A::Output>> InverseTransform<X> for (A, B) {
    fn inverse_transform(&self, sample: &B::Output) -> X {
        self.0.inverse_transform(&self.1.inverse_transform(sample))
    }
}

impl<X, A: Transform<X>, B: Transform<A::Output>, C: Transform<B::Output>> Transform<X> for (A, B, C) {
    type Output = C::Output;

    fn transform(&self, sample: &X) -> C::Output {
        self.2.transform(&self.1.transform(&self.0.transform(sample)))
    }
}

impl<X, A: InverseTransform<X>, B: InverseTransform<A::Output>, C: InverseTransform<B::Output>> InverseTransform<X>
    for (A, B, C)
{
    fn inverse_transform(&self, sample: &C::Output) -> X {
        self.0.inverse_transform(&self.1.inverse_transform(&self.2.inverse_transform(sample)))
    }
}
