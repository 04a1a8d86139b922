//! The largest number that a window sees of each channel, and the way back through it.

use super::fold::Statistic;
use super::{Pooled, folds};
use crate::Element;
use crate::isa::{Isa, Op};
use crate::kernels::Windows;
use crate::kernels::columns::{in_parts, of_part, part, part_mut};
use crate::simd::Simd;

/// The largest number that each window sees of each channel; NaN if it sees one.
#[derive(Debug)]
#[doc(hidden)]
pub struct MaxPool<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The numbers of all windows.
    pub y: &'a mut [T],
    /// How windows lie over an image.
    pub windows: Windows,
    /// How many rows and columns before the image the first window begins.
    pub before: [usize; 2],
}

/// The largest number.
struct Largest;

impl<T: Element> Statistic<T> for Largest {
    fn nothing() -> T {
        T::neg_infinity()
    }

    #[inline(always)]
    fn and<S: Simd<T>>(simd: S, folded: S::Vector, x: S::Vector) -> S::Vector {
        simd.larger(folded, x)
    }

    #[inline(always)]
    fn of<S: Simd<T>>(_: S, folded: S::Vector, _: usize) -> S::Vector {
        folded
    }

    #[inline(always)]
    fn and_one(folded: T, x: T) -> T {
        if x > folded || x.is_nan() { x } else { folded }
    }

    #[inline(always)]
    fn of_one(folded: T, _: usize) -> T {
        folded
    }
}

folds!(MaxPool: Largest);

/// From the gradients of what windows gave to those of the images. The gradient of each goes to the first of the largest numbers that
/// the window sees, row by row.
#[derive(Debug)]
#[doc(hidden)]
pub struct MaxPoolBack<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// What the windows gave.
    pub y: &'a [T],
    /// The gradients of that.
    pub dy: &'a [T],
    /// The gradients of the images.
    pub dx: &'a mut [T],
    /// How windows lie over an image.
    pub windows: Windows,
    /// How many rows and columns before the image the first window begins.
    pub before: [usize; 2],
    /// Whether this is also the way back through a `relu` that gave the images.
    pub rectify: bool,
}

impl<T: Element> Op for MaxPoolBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let pooled = Pooled::new(self.windows, self.before);
        if pooled.overlap() { self.images::<true>(pooled) } else { self.images::<false>(pooled) }
    }
}

impl<T: Element> MaxPoolBack<'_, T> {
    #[inline(always)]
    fn images<const OVERLAP: bool>(self, pooled: Pooled) {
        let MaxPoolBack { x, y, dy, dx, windows, before: _, rectify } = self;
        let images = x.chunks_exact(windows.image_len()).zip(dx.chunks_exact_mut(windows.image_len()));
        let outputs = y.chunks_exact(windows.output_len()).zip(dy.chunks_exact(windows.output_len()));
        let (len, channels) = (pooled.row_len(), windows.filters);
        let row_of_windows = windows.count[1] * channels;
        for ((x, dx), (y, dy)) in images.zip(outputs) {
            pooled.clear(dx);
            for (row, (y, dy)) in y.chunks_exact(row_of_windows).zip(dy.chunks_exact(row_of_windows)).enumerate() {
                let rows = pooled.rows(row);
                let (x, dx) = (&x[rows.clone()], &mut dx[rows]);
                RowOfGradients::<_, OVERLAP> { x, dx, len, channels, y, dy, pooled, rectify }.run();
            }
        }
    }
}

/// A row of windows on the way back.
struct RowOfGradients<'a, T, const OVERLAP: bool> {
    /// The rows that it sees.
    x: &'a [T],
    dx: &'a mut [T],
    /// How many numbers each of them has.
    len: usize,
    channels: usize,
    y: &'a [T],
    dy: &'a [T],
    pooled: Pooled,
    rectify: bool,
}

impl<T: Element, const OVERLAP: bool> RowOfGradients<'_, T, OVERLAP> {
    #[inline(always)]
    fn run(mut self) {
        in_parts!(self.channels, self.part());
    }

    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let down = self.x.len() / self.len;
        let windows = self.y.chunks_exact(self.channels).zip(self.dy.chunks_exact(self.channels));
        for (column, (y, dy)) in windows.enumerate() {
            let columns = self.pooled.seen(1, column);
            let (y, mut rest) = (of_part::<T, N>(y, at), of_part::<T, N>(dy, at));
            if self.rectify {
                // Where the largest number was rectified, no number of the window has a gradient.
                for (rest, &y) in rest.iter_mut().zip(&y) {
                    *rest = if y > T::zero() { *rest } else { T::zero() };
                }
            }
            match (down, columns.len()) {
                (2, 2) => self.window([2, 2], columns.start, at, &y, rest),
                (down, across) => self.window([down, across], columns.start, at, &y, rest),
            }
        }
    }

    /// Gives what is left of a window's gradients to the first place with the largest number.
    #[inline(always)]
    fn window<const N: usize>(
        &mut self,
        [down, across]: [usize; 2],
        column: usize,
        at: usize,
        y: &[T; N],
        mut rest: [T; N],
    ) {
        let RowOfGradients { len, channels, .. } = *self;
        for row in 0..down {
            let places = row * len + column * channels..row * len + (column + across) * channels;
            let (mut x, mut dx) = (&self.x[places.clone()], &mut self.dx[places]);
            for _ in 0..across {
                let (Some(x), Some(dx)) = (x.split_off(..channels), dx.split_off_mut(..channels)) else { break };
                let numbers = part_mut::<T, N>(dx, at).iter_mut().zip(part::<T, N>(x, at));
                for ((dx, &x), (&y, rest)) in numbers.zip(y.iter().zip(&mut rest)) {
                    let is_largest = x == y;
                    let gradient = if is_largest { *rest } else { T::zero() };
                    *dx = if OVERLAP { *dx + gradient } else { gradient };
                    *rest = if is_largest { T::zero() } else { *rest };
                }
            }
        }
    }
}
