//! What windows give back to the places that they see, in vectors as well.

use core::ops::Range;

use super::Pooled;
use crate::Element;
use crate::simd::Simd;

/// How a window's gradients are shared out among its places.
pub(super) trait Share<T> {
    /// Whether that depends on the numbers.
    const LOOKS: bool;

    /// What there is to share, of the gradient `dy` of `y`, which was made of so many numbers.
    fn whole<S: Simd<T>>(&self, simd: S, y: S::Vector, dy: S::Vector, count: usize) -> S::Vector;

    /// What the next place gets, and what is left for those behind it.
    fn next<S: Simd<T>>(simd: S, x: S::Vector, y: S::Vector, rest: S::Vector) -> (S::Vector, S::Vector);
}

/// Images, what came of their windows, and the gradients of both. Where nothing looks at the numbers, there are none.
pub(super) struct Spread<'a, T> {
    pub(super) x: &'a [T],
    pub(super) y: &'a [T],
    pub(super) dy: &'a [T],
    pub(super) dx: &'a mut [T],
    pub(super) pooled: Pooled,
}

impl<T: Element> Spread<'_, T> {
    /// Goes over all windows.
    #[inline(always)]
    pub(super) fn run<S: Simd<T>, F: Share<T>>(self, simd: S, share: F) {
        let Spread { x, y, dy, dx, pooled } = self;
        let [len, outputs] = [pooled.windows.image_len(), pooled.windows.output_len()];
        for (image, (dx, dy)) in dx.chunks_exact_mut(len).zip(dy.chunks_exact(outputs)).enumerate() {
            pooled.clear(dx);
            let row_of_windows = pooled.windows.count[1] * pooled.windows.filters;
            for (row, dy) in dy.chunks_exact(row_of_windows).enumerate() {
                let (x, y) = if F::LOOKS {
                    (&x[image * len..][..len], &y[image * outputs + row * row_of_windows..][..row_of_windows])
                } else {
                    (&[][..], &[][..])
                };
                let row = Row { x, y, dy, dx, pooled, rows: pooled.seen(0, row), share: &share };
                if pooled.overlap() { row.in_parts::<S, true>(simd) } else { row.in_parts::<S, false>(simd) }
            }
        }
    }
}

/// A row of windows.
struct Row<'a, T, F> {
    x: &'a [T],
    y: &'a [T],
    dy: &'a [T],
    dx: &'a mut [T],
    pooled: Pooled,
    /// Those that the windows see.
    rows: Range<usize>,
    share: &'a F,
}

impl<T: Element, F: Share<T>> Row<'_, T, F> {
    /// Some vectors of channels at a time.
    #[inline(always)]
    fn in_parts<S: Simd<T>, const OVERLAP: bool>(mut self, simd: S) {
        let channels = self.pooled.windows.filters;
        let mut at = 0;
        while at < channels {
            let left = channels - at;
            at += match left / S::LANES {
                // What a constant decides is not compiled where it says no; and windows that overlap are rare.
                2.. if const { !OVERLAP } => self.part::<S, OVERLAP, 2, false>(simd, at, S::LANES),
                1.. => self.part::<S, OVERLAP, 1, false>(simd, at, S::LANES),
                0 => self.part::<S, OVERLAP, 1, true>(simd, at, left),
            };
        }
    }

    /// So many vectors of channels from `at` on. Gives how many channels that are. With `PARTIAL` vectors have only so many `lanes`.
    #[inline(always)]
    fn part<S: Simd<T>, const OVERLAP: bool, const VECTORS: usize, const PARTIAL: bool>(
        &mut self,
        simd: S,
        at: usize,
        lanes: usize,
    ) -> usize {
        let (channels, row_len) = (self.pooled.windows.filters, self.pooled.row_len());
        let part = VECTORS * if PARTIAL { lanes } else { S::LANES };
        let (image, outputs) = (self.pooled.windows.image_len(), self.pooled.windows.count[1] * channels);
        assert!(at + part <= channels && self.dx.len() == image && self.dy.len() == outputs, "all numbers are there");
        assert!(!F::LOOKS || self.x.len() == image && self.y.len() == outputs, "all numbers are there");
        for column in 0..self.pooled.windows.count[1] {
            let columns = self.pooled.seen(1, column);
            let (down, across) = (self.rows.len(), columns.len());
            let (first, window) = (self.rows.start * row_len + columns.start * channels + at, column * channels + at);
            let (mut y, mut rest) = ([simd.splat(T::zero()); VECTORS], [simd.splat(T::zero()); VECTORS]);
            for (vector, (y, rest)) in y.iter_mut().zip(&mut rest).enumerate() {
                // SAFETY: the window is one of the row's, and the part lies within the channels.
                unsafe {
                    if F::LOOKS {
                        *y = load::<S, T, PARTIAL>(simd, self.y.as_ptr().add(window), vector, lanes);
                    }
                    *rest = load::<S, T, PARTIAL>(simd, self.dy.as_ptr().add(window), vector, lanes);
                }
                *rest = self.share.whole(simd, *y, *rest, down * across);
            }
            // SAFETY: `Pooled` has made sure that the window lies within the image, and the part lies within the channels.
            unsafe {
                match (down, across) {
                    // Most windows are that large, and then there is nothing to count.
                    (2, 2) if const { !OVERLAP } => {
                        self.places::<S, OVERLAP, VECTORS, PARTIAL>(simd, lanes, first, [2, 2], &y, rest);
                    }
                    size => self.places::<S, OVERLAP, VECTORS, PARTIAL>(simd, lanes, first, size.into(), &y, rest),
                }
            }
        }
        part
    }

    /// The places of a window, from the number `first` of the image on.
    ///
    /// # Safety
    ///
    /// A window of this size lies there within the image, with so many vectors of channels.
    #[inline(always)]
    unsafe fn places<S: Simd<T>, const OVERLAP: bool, const VECTORS: usize, const PARTIAL: bool>(
        &mut self,
        simd: S,
        lanes: usize,
        first: usize,
        [down, across]: [usize; 2],
        y: &[S::Vector; VECTORS],
        mut rest: [S::Vector; VECTORS],
    ) {
        let (channels, row_len) = (self.pooled.windows.filters, self.pooled.row_len());
        let (x, dx) = (self.x.as_ptr(), self.dx.as_mut_ptr());
        for row in 0..down {
            for column in 0..across {
                let place = first + row * row_len + column * channels;
                for vector in 0..VECTORS {
                    // SAFETY: the caller vouches for the place, and nothing else reads or writes `dx` meanwhile.
                    unsafe {
                        let x =
                            if F::LOOKS { load::<S, T, PARTIAL>(simd, x.add(place), vector, lanes) } else { y[vector] };
                        let (mut gradient, left) = F::next(simd, x, y[vector], rest[vector]);
                        rest[vector] = left;
                        if OVERLAP {
                            let there = load::<S, T, PARTIAL>(simd, dx.add(place), vector, lanes);
                            gradient = simd.add(gradient, there);
                        }
                        let to = dx.add(place + vector * S::LANES);
                        if PARTIAL { simd.store_first(gradient, to, lanes) } else { simd.store(gradient, to) }
                    }
                }
            }
        }
    }
}

/// A vector of numbers. With `PARTIAL` there are only so many `lanes`.
///
/// # Safety
///
/// The numbers are valid for reading.
#[inline(always)]
unsafe fn load<S: Simd<T>, T, const PARTIAL: bool>(simd: S, from: *const T, vector: usize, lanes: usize) -> S::Vector {
    // SAFETY: as the caller says.
    unsafe {
        let from = from.add(vector * S::LANES);
        if PARTIAL { simd.load_first(from, lanes) } else { simd.load(from) }
    }
}
