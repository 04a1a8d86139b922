//! One number of what each window sees of a channel.
//!
//! Windows begin before the image if it is padded, and see only those places that lie within it, of which there are always some.

mod average;
mod max;
#[cfg(test)]
mod tests;

use core::ops::Range;

pub use average::{AveragePool, AveragePoolBack};
pub use max::{MaxPool, MaxPoolBack};

use super::Windows;
use super::columns::part;
use crate::Element;

/// Windows that begin before the image.
#[derive(Clone, Copy)]
struct Pooled {
    windows: Windows,
    before: [usize; 2],
}

impl Pooled {
    /// The rows (axis 0) or columns (axis 1) that a window sees.
    #[inline(always)]
    fn seen(self, axis: usize, at: usize) -> Range<usize> {
        let Pooled { windows, before } = self;
        let begin = at * windows.strides[axis];
        begin.saturating_sub(before[axis])..(begin + windows.size[axis] - before[axis]).min(windows.image[axis])
    }

    /// How many numbers a row of the image has.
    #[inline(always)]
    fn row_len(self) -> usize {
        self.windows.image[1] * self.windows.image[2]
    }

    /// Whether some places are seen by several windows.
    fn overlap(self) -> bool {
        let Windows { size, strides, .. } = self.windows;
        strides[0] < size[0] || strides[1] < size[1]
    }

    /// Whether windows follow each other without gaps, so that what they do not see lies behind the last ones.
    fn adjoin(self) -> bool {
        self.windows.strides == self.windows.size
    }

    /// Clears the gradients of what no window writes, or of all if windows add to each other.
    #[inline(always)]
    fn clear<T: Element>(self, dx: &mut [T]) {
        if !self.adjoin() {
            return dx.fill(T::zero());
        }
        let [down, across] = self.windows.count;
        let (seen, behind) = dx.split_at_mut(self.rows(down - 1).end);
        behind.fill(T::zero());
        let seen_of_row = self.seen(1, across - 1).end * self.windows.image[2];
        if seen_of_row < self.row_len() {
            seen.chunks_exact_mut(self.row_len()).for_each(|row| row[seen_of_row..].fill(T::zero()));
        }
    }

    /// Where the numbers of the rows are that windows of row `row` see.
    #[inline(always)]
    fn rows(self, row: usize) -> Range<usize> {
        let rows = self.seen(0, row);
        rows.start * self.row_len()..rows.end * self.row_len()
    }
}

/// The rows that a row of windows sees.
struct Rows<'x, T> {
    x: &'x [T],
    /// How many numbers each has.
    len: usize,
    channels: usize,
}

impl<T: Element> Rows<'_, T> {
    /// Takes all that a window sees of the channels from `at` on into one number each.
    #[inline(always)]
    fn fold<const N: usize>(&self, columns: Range<usize>, at: usize, first: T, next: impl Fn(T, T) -> T) -> [T; N] {
        // Most windows are that large, and then the loops over their places have no ends to look for.
        match (self.x.len() == 2 * self.len, columns.len()) {
            (true, 2) => self.fold_of([2, 2], columns.start, at, first, next),
            (_, across) => self.fold_of([self.x.len() / self.len, across], columns.start, at, first, next),
        }
    }

    #[inline(always)]
    fn fold_of<const N: usize>(
        &self,
        [down, across]: [usize; 2],
        column: usize,
        at: usize,
        first: T,
        next: impl Fn(T, T) -> T,
    ) -> [T; N] {
        let &Rows { x, len, channels } = self;
        let mut folded = [first; N];
        for row in 0..down {
            let mut rest = &x[row * len + column * channels..][..across * channels];
            for _ in 0..across {
                let Some(place) = rest.split_off(..channels) else { break };
                for (folded, &x) in folded.iter_mut().zip(part::<T, N>(place, at)) {
                    *folded = next(*folded, x);
                }
            }
        }
        folded
    }
}
