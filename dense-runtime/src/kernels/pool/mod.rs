//! One number of what each window sees of a channel.
//!
//! Windows begin before the image if it is padded, and see only those places that lie within it, of which there are always some.

mod average;
mod max;

use core::ops::Range;

pub use average::{AveragePool, AveragePoolBack};
pub use max::{MaxPool, MaxPoolBack};

use super::Windows;

/// Windows that begin before the image.
#[derive(Clone, Copy)]
struct Pooled {
    windows: Windows,
    before: [usize; 2],
}

/// The rows and columns that a window sees.
#[derive(Clone)]
struct Seen {
    rows: Range<usize>,
    columns: Range<usize>,
}

impl Pooled {
    /// What window `(row, column)` sees.
    #[inline(always)]
    fn seen(self, row: usize, column: usize) -> Seen {
        Seen { rows: self.along(0, row), columns: self.along(1, column) }
    }

    #[inline(always)]
    fn along(self, axis: usize, at: usize) -> Range<usize> {
        let Pooled { windows, before } = self;
        let begin = at * windows.strides[axis];
        begin.saturating_sub(before[axis])..(begin + windows.size[axis] - before[axis]).min(windows.image[axis])
    }

    /// Calls `each` with every window: which it is, and what it sees.
    #[inline(always)]
    fn each(self, mut each: impl FnMut(usize, Seen)) {
        let [down, across] = self.windows.count;
        for row in 0..down {
            for column in 0..across {
                each(row * across + column, self.seen(row, column));
            }
        }
    }
}

impl Seen {
    /// Calls `each` with where the numbers of every place begin, in the order of an image.
    #[inline(always)]
    fn each_place(&self, image: [usize; 3], mut each: impl FnMut(usize)) {
        for row in self.rows.clone() {
            for column in self.columns.clone() {
                each((row * image[1] + column) * image[2]);
            }
        }
    }

    fn places(&self) -> usize {
        self.rows.len() * self.columns.len()
    }
}
