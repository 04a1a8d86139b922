//! The mean of what a window sees of each channel, and the way back through it.

use super::fold::Statistic;
use super::{Pooled, folds};
use crate::Element;
use crate::isa::{Isa, Op};
use crate::kernels::Windows;
use crate::kernels::columns::{in_parts, of_part, part_mut};
use crate::simd::Simd;

/// The mean of what each window sees of each channel.
#[derive(Debug)]
#[doc(hidden)]
pub struct AveragePool<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The means of all windows.
    pub y: &'a mut [T],
    /// How windows lie over an image.
    pub windows: Windows,
    /// How many rows and columns before the image the first window begins.
    pub before: [usize; 2],
}

/// The mean.
struct Mean;

impl<T: Element> Statistic<T> for Mean {
    fn nothing() -> T {
        T::zero()
    }

    #[inline(always)]
    fn and<S: Simd<T>>(simd: S, folded: S::Vector, x: S::Vector) -> S::Vector {
        simd.add(folded, x)
    }

    #[inline(always)]
    fn of<S: Simd<T>>(simd: S, folded: S::Vector, count: usize) -> S::Vector {
        simd.mul_add(folded, simd.splat(T::of(1.0 / count as f64)), simd.splat(T::zero()))
    }

    #[inline(always)]
    fn and_one(folded: T, x: T) -> T {
        folded + x
    }

    #[inline(always)]
    fn of_one(folded: T, count: usize) -> T {
        folded * T::of(1.0 / count as f64)
    }
}

folds!(AveragePool: Mean);

/// From the gradients of the means to those of the images.
#[derive(Debug)]
#[doc(hidden)]
pub struct AveragePoolBack<'a, T> {
    /// The gradients of the means.
    pub dy: &'a [T],
    /// The gradients of the images.
    pub dx: &'a mut [T],
    /// How windows lie over an image.
    pub windows: Windows,
    /// How many rows and columns before the image the first window begins.
    pub before: [usize; 2],
}

impl<T: Element> Op for AveragePoolBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let pooled = Pooled::new(self.windows, self.before);
        if pooled.overlap() { self.images::<true>(pooled) } else { self.images::<false>(pooled) }
    }
}

impl<T: Element> AveragePoolBack<'_, T> {
    #[inline(always)]
    fn images<const OVERLAP: bool>(self, pooled: Pooled) {
        let AveragePoolBack { dy, dx, windows, before: _ } = self;
        let (len, channels) = (pooled.row_len(), windows.filters);
        let images = dy.chunks_exact(windows.output_len()).zip(dx.chunks_exact_mut(windows.image_len()));
        for (dy, dx) in images {
            pooled.clear(dx);
            for (row, dy) in dy.chunks_exact(windows.count[1] * channels).enumerate() {
                let dx = &mut dx[pooled.rows(row)];
                RowOfShares::<_, OVERLAP> { dy, dx, len, channels, pooled }.run();
            }
        }
    }
}

/// A row of windows on the way back.
struct RowOfShares<'a, T, const OVERLAP: bool> {
    dy: &'a [T],
    /// The rows that it sees.
    dx: &'a mut [T],
    /// How many numbers each of them has.
    len: usize,
    channels: usize,
    pooled: Pooled,
}

impl<T: Element, const OVERLAP: bool> RowOfShares<'_, T, OVERLAP> {
    #[inline(always)]
    fn run(mut self) {
        in_parts!(self.channels, self.part());
    }

    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let down = self.dx.len() / self.len;
        for (column, dy) in self.dy.chunks_exact(self.channels).enumerate() {
            let columns = self.pooled.seen(1, column);
            let share = T::of(1.0 / (down * columns.len()) as f64);
            let mut shares = of_part::<T, N>(dy, at);
            shares.iter_mut().for_each(|dy| *dy *= share);
            match (down, columns.len()) {
                (2, 2) => self.window([2, 2], columns.start, at, &shares),
                (down, across) => self.window([down, across], columns.start, at, &shares),
            }
        }
    }

    /// Gives each place of a window its share.
    #[inline(always)]
    fn window<const N: usize>(&mut self, [down, across]: [usize; 2], column: usize, at: usize, shares: &[T; N]) {
        let RowOfShares { len, channels, .. } = *self;
        for row in 0..down {
            let mut dx = &mut self.dx[row * len + column * channels..][..across * channels];
            for _ in 0..across {
                let Some(dx) = dx.split_off_mut(..channels) else { break };
                let dx = part_mut::<T, N>(dx, at);
                let mut sums = *shares;
                if OVERLAP {
                    sums.iter_mut().zip(&*dx).for_each(|(sum, &dx)| *sum += dx);
                }
                *dx = sums;
            }
        }
    }
}
