//! One number of what each window sees of a channel.
//!
//! Windows begin before the image if it is padded, and see only those places that lie within it, of which there are always some.

mod average;
mod fold;
mod global;
mod max;
mod spread;
#[cfg(test)]
mod tests;

use core::ops::Range;

pub use average::{AveragePool, AveragePoolBack};
pub use global::GlobalMaxPoolBack;
pub use max::{MaxPool, MaxPoolBack};

use super::Windows;
use crate::Element;

/// Windows that begin before the image.
#[derive(Clone, Copy)]
struct Pooled {
    windows: Windows,
    before: [usize; 2],
}

impl Pooled {
    /// Checks that each window sees a part of the image.
    #[inline(always)]
    fn new(windows: Windows, before: [usize; 2]) -> Pooled {
        for (axis, &before) in before.iter().enumerate() {
            let last = (windows.count[axis] - 1) * windows.strides[axis];
            assert!(before < windows.size[axis] && last < before + windows.image[axis], "windows see the image");
        }
        Pooled { windows, before }
    }

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

/// Makes a way there an [`Op`](crate::isa::Op) for a number type. The type is not generic because an `Isa` promises vectors for just
/// two.
macro_rules! folds {
    ($($task:ident: $statistic:ident),*) => {$(
        folds!(impl $task<f32>: $statistic);
        folds!(impl $task<f64>: $statistic);
    )*};
    (impl $task:ident<$element:ident>: $statistic:ident) => {
        impl crate::isa::Op for $task<'_, $element> {
            type Output = ();

            #[inline(always)]
            fn run<I: crate::isa::Isa>(self, isa: I) {
                let $task { x, y, windows, before } = self;
                $crate::kernels::pool::fold::Fold { x, y, pooled: Pooled::new(windows, before) }.run::<_, $statistic>(isa);
            }
        }
    };
}

use folds;

/// The same for a way back: its fields besides `dy` and `dx`, and what is made of them.
macro_rules! spreads {
    ($task:ident { $($field:ident),* }: ($x:expr, $y:expr, $share:expr)) => {
        spreads!(impl $task<f32> { $($field),* }: ($x, $y, $share));
        spreads!(impl $task<f64> { $($field),* }: ($x, $y, $share));
    };
    (impl $task:ident<$element:ident> { $($field:ident),* }: ($x:expr, $y:expr, $share:expr)) => {
        impl crate::isa::Op for $task<'_, $element> {
            type Output = ();

            #[inline(always)]
            fn run<I: crate::isa::Isa>(self, isa: I) {
                let $task { dy, dx, windows, before, $($field),* } = self;
                let (x, y, pooled) = ($x, $y, Pooled::new(windows, before));
                $crate::kernels::pool::spread::Spread { x, y, dy, dx, pooled }.run(isa, $share);
            }
        }
    };
}

use spreads;
