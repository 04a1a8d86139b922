//! Columns brought to a mean and a variance, and the way back.

use super::columns::{Columns, in_parts, of_part, part, part_mut};
use crate::Element;
use crate::isa::{Isa, Op};
use crate::layer::BatchNormalization;
use crate::storage::{Bias, Tensor};

/// `x = (x - mean) / √(variance + epsilon) · gamma + beta` for all rows of `values`, which are as long as `mean`.
#[derive(Debug)]
#[doc(hidden)]
pub struct Normalize<'a, T> {
    /// The rows.
    pub values: &'a mut [T],
    /// The means of the columns.
    pub mean: &'a [T],
    /// Their variances.
    pub variance: &'a [T],
    /// What keeps the root of a variance from zero.
    pub epsilon: f64,
    /// The factors; all 1 if there are none.
    pub gamma: Option<&'a [T]>,
    /// What is added; all 0 if there is none.
    pub beta: Option<&'a [T]>,
}

impl<'a, T: Element> Normalize<'a, T> {
    /// With what a layer has learned of mean and variance.
    #[inline(always)]
    pub(crate) fn by_moving_statistics<G, B, M, V>(
        layer: &'a BatchNormalization<G, B, M, V>,
        values: &'a mut [T],
        epsilon: f64,
    ) -> Normalize<'a, T>
    where
        G: Bias<T>,
        B: Bias<T>,
        M: Tensor<Element = T>,
        V: Tensor<Element = T>,
    {
        let (mean, variance) = (layer.moving_mean.as_flat(), layer.moving_variance.as_flat());
        Normalize { values, mean, variance, epsilon, gamma: layer.gamma.values(), beta: layer.beta.values() }
    }
}

impl<T: Element> Op for Normalize<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        in_parts!(I, T, self.mean.len(), self.part());
    }
}

impl<T: Element> Normalize<'_, T> {
    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let width = self.mean.len();
        let mean = of_part::<T, N>(self.mean, at);
        let scale = factors::<T, N>(self.variance, self.epsilon, self.gamma, at);
        let offset = self.beta.map_or([T::zero(); N], |beta| of_part(beta, at));
        assert!(at + N <= width);
        for row in self.values.chunks_exact_mut(width) {
            let row: &mut Columns<T, N> = part_mut(row, at);
            for column in 0..N {
                row[column] = (row[column] - mean[column]) * scale[column] + offset[column];
            }
        }
    }
}

/// The way back through that where mean and variance are those of the batch, and so depend on `x` too: from the gradient of what
/// came out to that of `x`, in place.
///
/// With `s = gamma / √(variance + epsilon)` and `n` rows in the batch, `dx = s·(dy - (Σdy + x̂·Σ(dy·x̂)) / n)` (Ioffe and
/// Szegedy, 2015), where `x̂ = (x - mean) / √(variance + epsilon)`.
#[derive(Debug)]
#[doc(hidden)]
pub struct NormalizeBack<'a, T> {
    /// The gradients, of some of the rows.
    pub gradient: &'a mut [T],
    /// The numbers that went in.
    pub x: &'a [T],
    /// The means of the columns.
    pub mean: &'a [T],
    /// Their variances.
    pub variance: &'a [T],
    /// What keeps the root of a variance from zero.
    pub epsilon: f64,
    /// The factors; all 1 if there are none.
    pub gamma: Option<&'a [T]>,
    /// `Σdy` over all rows of the batch.
    pub offset: &'a [T],
    /// `Σ(dy·x̂)` over all rows of the batch.
    pub scale: &'a [T],
    /// One over the number of rows in the batch.
    pub share: T,
}

impl<T: Element> Op for NormalizeBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        in_parts!(I, T, self.mean.len(), self.part());
    }
}

impl<T: Element> NormalizeBack<'_, T> {
    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let (width, share) = (self.mean.len(), self.share);
        let mean = of_part::<T, N>(self.mean, at);
        let factor = factors::<T, N>(self.variance, self.epsilon, self.gamma, at);
        let inverse = factors::<T, N>(self.variance, self.epsilon, None, at);
        // dx = factor·dy + slope·(x - mean) + shift
        let slope: Columns<T, N> =
            core::array::from_fn(|column| -factor[column] * inverse[column] * self.scale[at + column] * share);
        let shift: Columns<T, N> = core::array::from_fn(|column| -factor[column] * self.offset[at + column] * share);
        assert!(at + N <= width);
        for (dy, x) in self.gradient.chunks_exact_mut(width).zip(self.x.chunks_exact(width)) {
            let (dy, x): (&mut Columns<T, N>, &Columns<T, N>) = (part_mut(dy, at), part(x, at));
            for column in 0..N {
                let of_x = slope[column] * (x[column] - mean[column]) + shift[column];
                dy[column] = factor[column] * dy[column] + of_x;
            }
        }
    }
}

/// The way back where mean and variance do not depend on `x`: `dx = dy · gamma / √(variance + epsilon)`, in place.
#[derive(Debug)]
#[doc(hidden)]
pub struct Rescale<'a, T> {
    /// The gradients, row by row.
    pub gradient: &'a mut [T],
    /// The variances of the columns.
    pub variance: &'a [T],
    /// What keeps the root of a variance from zero.
    pub epsilon: f64,
    /// The factors; all 1 if there are none.
    pub gamma: Option<&'a [T]>,
}

impl<T: Element> Op for Rescale<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        in_parts!(I, T, self.variance.len(), self.part());
    }
}

impl<T: Element> Rescale<'_, T> {
    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let width = self.variance.len();
        let factor = factors::<T, N>(self.variance, self.epsilon, self.gamma, at);
        assert!(at + N <= width);
        for row in self.gradient.chunks_exact_mut(width) {
            let row: &mut Columns<T, N> = part_mut(row, at);
            row.iter_mut().zip(factor).for_each(|(dy, factor)| *dy *= factor);
        }
    }
}

/// `gamma / √(variance + epsilon)` of some columns.
#[inline(always)]
fn factors<T: Element, const N: usize>(variance: &[T], epsilon: f64, gamma: Option<&[T]>, at: usize) -> Columns<T, N> {
    let epsilon = T::of(epsilon);
    let factors = of_part::<T, N>(variance, at).map(|variance| T::one() / (variance + epsilon).sqrt());
    match gamma {
        Some(gamma) => core::array::from_fn(|column| factors[column] * gamma[at + column]),
        None => factors,
    }
}
