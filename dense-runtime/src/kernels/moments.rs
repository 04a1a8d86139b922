//! Means and variances over a batch, and the sums for the way back through them.
//!
//! Some columns at a time go down the rows of all samples in their order, so no result depends on how the batch was cut into blocks.

use super::columns::{Columns, in_parts, of_part, part};
use super::samples::Samples;
use crate::Element;
use crate::isa::{Isa, Op};

/// How many samples, and how many of their rows, are summed before the sum joins the total: rounding grows with the longer of the
/// two, and not with all rows. Blocks are multiples of so many samples.
const SAMPLES: usize = 8;
const ROWS: usize = 64;

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
    fn run<I: Isa>(mut self, _: I) {
        in_parts!(I, T, self.mean.len(), self.part());
    }
}

impl<T: Element> Moments<'_, T> {
    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let (x, width, first) = (self.x, self.width, self.first + at);
        let share = T::one() / T::of((x.rows * (x.width / width)) as f64);
        let mean = sums(x, width, first, |row: &Columns<T, N>| *row).map(|sum| sum * share);
        let square = |row: &Columns<T, N>| core::array::from_fn(|at| (row[at] - mean[at]) * (row[at] - mean[at]));
        let variance = sums(x, width, first, square).map(|sum| sum * share);
        self.mean[at..at + N].copy_from_slice(&mean);
        self.variance[at..at + N].copy_from_slice(&variance);
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
    fn run<I: Isa>(mut self, _: I) {
        in_parts!(I, T, self.mean.len(), self.part());
    }
}

impl<T: Element> Slopes<'_, T> {
    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let (dy, x, width, first) = (self.dy, self.x, self.width, self.first + at);
        let (mean, variance) = (of_part::<T, N>(self.mean, at), of_part::<T, N>(self.variance, at));
        let offset = sums(dy, width, first, |row: &Columns<T, N>| *row);
        let mut total = [T::zero(); N];
        for (from, group) in Groups::of(dy, width) {
            let mut sum = [T::zero(); N];
            let x = x.behind(from, group.len());
            assert!(first + N <= width);
            for (dy, x) in group.chunks_exact(width).zip(x.chunks_exact(width)) {
                let (dy, x): (&Columns<T, N>, &Columns<T, N>) = (part(dy, first), part(x, first));
                for at in 0..N {
                    sum[at] += dy[at] * (x[at] - mean[at]);
                }
            }
            total.iter_mut().zip(sum).for_each(|(total, sum)| *total += sum);
        }
        let epsilon = T::of(self.epsilon);
        self.offset[at..at + N].copy_from_slice(&offset);
        for (column, scale) in self.scale[at..at + N].iter_mut().enumerate() {
            *scale = total[column] / (variance[column] + epsilon).sqrt();
        }
    }
}

/// The sums over all rows of what `term` makes of their `N` columns from `first` on.
#[inline(always)]
fn sums<T: Element, const N: usize>(
    samples: Samples<'_, T>,
    width: usize,
    first: usize,
    term: impl Fn(&Columns<T, N>) -> Columns<T, N>,
) -> Columns<T, N> {
    let mut total = [T::zero(); N];
    for (_, group) in Groups::of(samples, width) {
        let mut sum = [T::zero(); N];
        assert!(first + N <= width);
        for row in group.chunks_exact(width) {
            let term = term(part(row, first));
            sum.iter_mut().zip(term).for_each(|(sum, term)| *sum += term);
        }
        total.iter_mut().zip(sum).for_each(|(total, sum)| *total += sum);
    }
    total
}

/// Groups of rows that lie behind each other, in their order, with the place of the first number among all of the samples. Where
/// groups begin depends on nothing but the shape of the batch.
///
/// An iterator, and not a function that is given a closure: that would not always become a part of the code for the CPU's vectors.
struct Groups<'a, T> {
    samples: Samples<'a, T>,
    width: usize,
    /// The first of the samples that are not begun.
    next: usize,
    /// What is left of those that are.
    rest: &'a [T],
    /// Where that begins.
    from: usize,
}

impl<'a, T: Element> Groups<'a, T> {
    #[inline(always)]
    fn of(samples: Samples<'a, T>, width: usize) -> Self {
        debug_assert!(samples.block.is_multiple_of(SAMPLES) || samples.block >= samples.rows);
        Groups { samples, width, next: 0, rest: &[], from: 0 }
    }
}

impl<'a, T: Element> Iterator for Groups<'a, T> {
    type Item = (usize, &'a [T]);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            let count = SAMPLES.min(self.samples.rows - self.next);
            if count == 0 {
                return None;
            }
            self.from = self.next * self.samples.width;
            self.rest = self.samples.behind(self.from, count * self.samples.width);
            self.next += count;
        }
        let (group, rest) = self.rest.split_at(self.rest.len().min(ROWS * self.width));
        let from = self.from;
        (self.rest, self.from) = (rest, from + group.len());
        Some((from, group))
    }
}
