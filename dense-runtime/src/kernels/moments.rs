//! Means and variances over a batch, what is made of them, and the way back: the loops of `BatchNormalization`.
//!
//! Each of them goes over some columns at a time, and down the rows of all samples in their order, so no result depends on how the
//! batch was cut into blocks.

use super::samples::Samples;
use crate::Element;
use crate::isa::{Isa, Op};
use crate::layer::BatchNormalization;
use crate::storage::{Bias, Tensor};

/// How many columns go down the rows together: their sums stay in the first-level cache.
const COLUMNS: usize = 64;

/// How many rows are summed before the sum joins the total: rounding grows with the longer of the two, not with all rows.
const GROUP: usize = 64;

/// The mean and the variance (biased: the mean square of what is left without the mean) of some columns of all samples' rows.
#[derive(Debug)]
#[doc(hidden)]
pub struct Moments<'a, T> {
    /// The samples, each of one or more rows.
    pub x: Samples<'a, T>,
    /// The length of a row.
    pub width: usize,
    /// The first of the columns.
    pub first: usize,
    /// The means of the columns.
    pub mean: &'a mut [T],
    /// Their variances.
    pub variance: &'a mut [T],
}

impl<T: Element> Op for Moments<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Moments { x, width, first, mean, variance } = self;
        let share = T::one() / T::of((x.rows * (x.width / width)) as f64);
        let parts = mean.chunks_mut(COLUMNS).zip(variance.chunks_mut(COLUMNS));
        for (part, (mean, variance)) in parts.enumerate() {
            let columns = first + part * COLUMNS..first + part * COLUMNS + mean.len();
            let mut sums = Sums::new();
            x.visit(0, x.rows, |_, sample| {
                for row in sample.chunks_exact(width) {
                    sums.add(row[columns.clone()].iter().copied());
                }
            });
            mean.iter_mut().zip(sums.total()).for_each(|(mean, &sum)| *mean = sum * share);
            let mut squares = Sums::new();
            x.visit(0, x.rows, |_, sample| {
                for row in sample.chunks_exact(width) {
                    let row = row[columns.clone()].iter().zip(&*mean);
                    squares.add(row.map(|(&x, &mean)| (x - mean) * (x - mean)));
                }
            });
            variance.iter_mut().zip(squares.total()).for_each(|(variance, &sum)| *variance = sum * share);
        }
    }
}

/// How the loss changes with what normalized numbers are shifted and scaled by: the sums over all rows of `dy`, and of `dy` times
/// the normalized `x`, for some columns.
#[derive(Debug)]
#[doc(hidden)]
pub struct Slopes<'a, T> {
    /// The gradient of what came out.
    pub dy: Samples<'a, T>,
    /// What went in.
    pub x: Samples<'a, T>,
    /// The length of a row.
    pub width: usize,
    /// The first of the columns.
    pub first: usize,
    /// The means of the columns.
    pub mean: &'a [T],
    /// Their variances.
    pub variance: &'a [T],
    /// What keeps the root of a variance from zero.
    pub epsilon: f64,
    /// The sums of `dy`.
    pub offset: &'a mut [T],
    /// The sums of `dy` times the normalized `x`.
    pub scale: &'a mut [T],
}

impl<T: Element> Op for Slopes<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Slopes { dy, x, width, first, mean, variance, epsilon, offset, scale } = self;
        let statistics = mean.chunks(COLUMNS).zip(variance.chunks(COLUMNS));
        let parts = offset.chunks_mut(COLUMNS).zip(scale.chunks_mut(COLUMNS));
        for (part, ((mean, variance), (offset, scale))) in statistics.zip(parts).enumerate() {
            let columns = first + part * COLUMNS..first + part * COLUMNS + mean.len();
            let (mut of_offset, mut of_scale) = (Sums::new(), Sums::new());
            for sample in 0..dy.rows {
                let (dy, x) = (dy.row(sample), x.row(sample));
                for (dy, x) in dy.chunks_exact(width).zip(x.chunks_exact(width)) {
                    let (dy, x) = (&dy[columns.clone()], &x[columns.clone()]);
                    of_offset.add(dy.iter().copied());
                    of_scale.add(dy.iter().zip(x).zip(mean).map(|((&dy, &x), &mean)| dy * (x - mean)));
                }
            }
            offset.copy_from_slice(&of_offset.total()[..offset.len()]);
            let sums = of_scale.total().iter().zip(variance);
            let epsilon = T::of(epsilon);
            scale
                .iter_mut()
                .zip(sums)
                .for_each(|(scale, (&sum, &variance))| *scale = sum / (variance + epsilon).sqrt());
        }
    }
}

/// The sums of some columns, in groups of rows.
struct Sums<T> {
    rows: usize,
    group: [T; COLUMNS],
    total: [T; COLUMNS],
}

impl<T: Element> Sums<T> {
    #[inline(always)]
    fn new() -> Sums<T> {
        Sums { rows: 0, group: [T::zero(); COLUMNS], total: [T::zero(); COLUMNS] }
    }

    #[inline(always)]
    fn add(&mut self, row: impl Iterator<Item = T>) {
        self.group.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        self.rows += 1;
        if self.rows == GROUP {
            self.close();
        }
    }

    #[inline(always)]
    fn close(&mut self) {
        self.total.iter_mut().zip(&mut self.group).for_each(|(total, sum)| *total += core::mem::take(sum));
        self.rows = 0;
    }

    #[inline(always)]
    fn total(&mut self) -> &[T; COLUMNS] {
        self.close();
        &self.total
    }
}

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
    fn run<I: Isa>(self, _: I) {
        let Normalize { values, mean, variance, epsilon, gamma, beta } = self;
        let width = mean.len();
        for start in (0..width).step_by(COLUMNS) {
            let columns = start..width.min(start + COLUMNS);
            let (mut scale, mut offset) = ([T::zero(); COLUMNS], [T::zero(); COLUMNS]);
            factors(&mut scale, &variance[columns.clone()], epsilon, gamma.map(|gamma| &gamma[columns.clone()]));
            if let Some(beta) = beta {
                offset[..columns.len()].copy_from_slice(&beta[columns.clone()]);
            }
            let mean = &mean[columns.clone()];
            for row in values.chunks_exact_mut(width) {
                let row = row[columns.clone()].iter_mut().zip(mean).zip(scale.iter().zip(&offset));
                row.for_each(|((x, &mean), (&scale, &offset))| *x = (*x - mean) * scale + offset);
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
    fn run<I: Isa>(self, _: I) {
        let NormalizeBack { gradient, x, mean, variance, epsilon, gamma, offset, scale, share } = self;
        let width = mean.len();
        for start in (0..width).step_by(COLUMNS) {
            let columns = start..width.min(start + COLUMNS);
            let (mut inverse, mut factor) = ([T::zero(); COLUMNS], [T::zero(); COLUMNS]);
            factors(&mut inverse, &variance[columns.clone()], epsilon, None);
            factors(&mut factor, &variance[columns.clone()], epsilon, gamma.map(|gamma| &gamma[columns.clone()]));
            // dx = factor·dy + slope·(x - mean) + shift
            let (mut slope, mut shift) = ([T::zero(); COLUMNS], [T::zero(); COLUMNS]);
            for (at, column) in columns.clone().enumerate() {
                slope[at] = -factor[at] * inverse[at] * scale[column] * share;
                shift[at] = -factor[at] * offset[column] * share;
            }
            let mean = &mean[columns.clone()];
            for (gradient, x) in gradient.chunks_exact_mut(width).zip(x.chunks_exact(width)) {
                let numbers = gradient[columns.clone()].iter_mut().zip(&x[columns.clone()]).zip(mean);
                for (((gradient, &x), &mean), ((&factor, &slope), &shift)) in
                    numbers.zip(factor.iter().zip(&slope).zip(&shift))
                {
                    *gradient = factor * *gradient + slope * (x - mean) + shift;
                }
            }
        }
    }
}

/// `gamma / √(variance + epsilon)` of some columns.
#[inline(always)]
fn factors<T: Element>(factors: &mut [T; COLUMNS], variance: &[T], epsilon: f64, gamma: Option<&[T]>) {
    let epsilon = T::of(epsilon);
    factors.iter_mut().zip(variance).for_each(|(factor, &variance)| *factor = T::one() / (variance + epsilon).sqrt());
    if let Some(gamma) = gamma {
        factors.iter_mut().zip(gamma).for_each(|(factor, &gamma)| *factor *= gamma);
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
    fn run<I: Isa>(self, _: I) {
        let Rescale { gradient, variance, epsilon, gamma } = self;
        let width = variance.len();
        for start in (0..width).step_by(COLUMNS) {
            let columns = start..width.min(start + COLUMNS);
            let mut factor = [T::zero(); COLUMNS];
            factors(&mut factor, &variance[columns.clone()], epsilon, gamma.map(|gamma| &gamma[columns.clone()]));
            for row in gradient.chunks_exact_mut(width) {
                row[columns.clone()].iter_mut().zip(&factor).for_each(|(gradient, &factor)| *gradient *= factor);
            }
        }
    }
}
