//! Columns brought to mean 0 and variance 1 by what is known of the data, or back from there.

use super::columns::{Columns, in_parts, of_part, part_mut};
use crate::Element;
use crate::isa::{Isa, Op};

/// What no standard deviation is smaller than, in Keras: `keras.config.epsilon`.
pub(crate) const LEAST_DEVIATION: f64 = 1e-7;

/// `x = (x - mean) / max(√variance, 1e-7)` for all rows of `values`, which are as long as `mean`; or `x = mean + x · max(√variance,
/// 1e-7)`, if it is to be `inverse`.
#[derive(Debug)]
#[doc(hidden)]
pub struct Standardize<'a, T> {
    /// The rows.
    pub values: &'a mut [T],
    /// The means of the columns.
    pub mean: &'a [T],
    /// Their variances.
    pub variance: &'a [T],
    /// Whether to go back from standardized numbers.
    pub inverse: bool,
}

impl<T: Element> Op for Standardize<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        in_parts!(I, T, self.mean.len(), self.part());
    }
}

impl<T: Element> Standardize<'_, T> {
    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let width = self.mean.len();
        let mean = of_part::<T, N>(self.mean, at);
        let factor = factors::<T, N>(self.variance, self.inverse, at);
        assert!(at + N <= width);
        for row in self.values.chunks_exact_mut(width) {
            let row: &mut Columns<T, N> = part_mut(row, at);
            for column in 0..N {
                row[column] = match self.inverse {
                    false => (row[column] - mean[column]) * factor[column],
                    true => mean[column] + row[column] * factor[column],
                };
            }
        }
    }
}

/// The way back through that, in place.
#[derive(Debug)]
#[doc(hidden)]
pub struct StandardizeBack<'a, T> {
    /// The gradients, row by row.
    pub gradient: &'a mut [T],
    /// The variances of the columns.
    pub variance: &'a [T],
    /// Whether the way was from standardized numbers.
    pub inverse: bool,
}

impl<T: Element> Op for StandardizeBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        in_parts!(I, T, self.variance.len(), self.part());
    }
}

impl<T: Element> StandardizeBack<'_, T> {
    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let width = self.variance.len();
        let factor = factors::<T, N>(self.variance, self.inverse, at);
        assert!(at + N <= width);
        for row in self.gradient.chunks_exact_mut(width) {
            let row: &mut Columns<T, N> = part_mut(row, at);
            row.iter_mut().zip(factor).for_each(|(dy, factor)| *dy *= factor);
        }
    }
}

/// What each of some columns is multiplied by.
#[inline(always)]
fn factors<T: Element, const N: usize>(variance: &[T], inverse: bool, at: usize) -> Columns<T, N> {
    let least = T::of(LEAST_DEVIATION);
    of_part::<T, N>(variance, at).map(|variance| {
        let root = variance.sqrt();
        let deviation = if root > least { root } else { least };
        if inverse { deviation } else { T::one() / deviation }
    })
}
