//! All that a window sees of a channel, taken into one number.
//!
//! These loops are written in vectors. The compiler would make them of plain ones for some numbers of channels, and for others be ten
//! times slower.

use core::ops::Range;

use super::Pooled;
use crate::Element;
use crate::simd::Simd;

/// What is made of the numbers that a window sees.
pub(super) trait Statistic<T> {
    /// What is there before the first of them.
    fn nothing() -> T;

    /// With more of them.
    fn and<S: Simd<T>>(simd: S, folded: S::Vector, x: S::Vector) -> S::Vector;

    /// What comes of so many in the end.
    fn of<S: Simd<T>>(simd: S, folded: S::Vector, count: usize) -> S::Vector;

    /// [`and`](Statistic::and) for one number.
    fn and_one(folded: T, x: T) -> T;

    /// [`of`](Statistic::of) for one number.
    fn of_one(folded: T, count: usize) -> T;
}

/// Images, and what comes of their windows.
pub(super) struct Fold<'a, T> {
    pub(super) x: &'a [T],
    pub(super) y: &'a mut [T],
    pub(super) pooled: Pooled,
}

/// How many numbers are folded side by side where places have few.
const SIDE_BY_SIDE: usize = 64;

impl<T: Element> Fold<'_, T> {
    /// Goes over all windows.
    #[inline(always)]
    pub(super) fn run<S: Simd<T>, F: Statistic<T>>(self, simd: S) {
        let Fold { x, y, pooled } = self;
        let windows = pooled.windows;
        let images = x.chunks_exact(windows.image_len()).zip(y.chunks_exact_mut(windows.output_len()));
        for (x, y) in images {
            for (row, y) in y.chunks_exact_mut(windows.count[1] * windows.filters).enumerate() {
                let row = Row { x, y, pooled, rows: pooled.seen(0, row) };
                if windows.filters < S::LANES && windows.size[1] * windows.filters >= SIDE_BY_SIDE {
                    row.wide::<F>();
                } else {
                    row.in_parts::<S, F>(simd);
                }
            }
        }
    }
}

/// A row of windows.
struct Row<'a, T> {
    /// The image.
    x: &'a [T],
    y: &'a mut [T],
    pooled: Pooled,
    /// Those that the windows see.
    rows: Range<usize>,
}

impl<T: Element> Row<'_, T> {
    /// For windows that see many places with few numbers.
    #[inline(always)]
    fn wide<F: Statistic<T>>(self) {
        let Row { x, y, pooled, rows } = self;
        let channels = pooled.windows.filters;
        let width = SIDE_BY_SIDE / channels * channels;
        for (column, y) in y.chunks_exact_mut(channels).enumerate() {
            let columns = pooled.seen(1, column);
            let mut folded = [F::nothing(); SIDE_BY_SIDE];
            for row in rows.clone() {
                let row = &x[row * pooled.row_len()..][columns.start * channels..columns.end * channels];
                for places in row.chunks(width) {
                    folded.iter_mut().zip(places).for_each(|(folded, &x)| *folded = F::and_one(*folded, x));
                }
            }
            for (channel, y) in y.iter_mut().enumerate() {
                let all = folded[channel..width].iter().step_by(channels);
                *y = F::of_one(all.fold(F::nothing(), |folded, &x| F::and_one(folded, x)), rows.len() * columns.len());
            }
        }
    }

    /// Some vectors of channels at a time.
    #[inline(always)]
    fn in_parts<S: Simd<T>, F: Statistic<T>>(mut self, simd: S) {
        let channels = self.pooled.windows.filters;
        let mut at = 0;
        while at < channels {
            let left = channels - at;
            at += match left / S::LANES {
                4.. => self.part::<S, F, 4, false>(simd, at, S::LANES),
                2..4 => self.part::<S, F, 2, false>(simd, at, S::LANES),
                1 => self.part::<S, F, 1, false>(simd, at, S::LANES),
                0 => self.part::<S, F, 1, true>(simd, at, left),
            };
        }
    }

    /// So many vectors of channels from `at` on. Gives how many channels that are. With `PARTIAL` vectors have only so many `lanes`.
    #[inline(always)]
    fn part<S: Simd<T>, F: Statistic<T>, const VECTORS: usize, const PARTIAL: bool>(
        &mut self,
        simd: S,
        at: usize,
        lanes: usize,
    ) -> usize {
        let Row { x, y, pooled, rows } = self;
        let (channels, row_len) = (pooled.windows.filters, pooled.row_len());
        let part = VECTORS * if PARTIAL { lanes } else { S::LANES };
        assert!(at + part <= channels && x.len() >= rows.end * row_len, "the part lies within the channels");
        for (column, y) in y.chunks_exact_mut(channels).enumerate() {
            let columns = pooled.seen(1, column);
            let first = rows.start * row_len + columns.start * channels + at;
            let (down, across) = (rows.len(), columns.len());
            // SAFETY: `Pooled` has made sure that the window lies within the image, and the part lies within the channels.
            let folded: [S::Vector; VECTORS] = unsafe {
                let first = x.as_ptr().add(first);
                // Most windows are that large, and then there is nothing to count.
                match (down, across) {
                    (2, 2) => window::<_, _, F, VECTORS, PARTIAL>(simd, first, [2, 2], [row_len, channels], lanes),
                    size => window::<_, _, F, VECTORS, PARTIAL>(simd, first, size.into(), [row_len, channels], lanes),
                }
            };
            for (vector, folded) in folded.into_iter().enumerate() {
                let folded = F::of(simd, folded, down * across);
                // SAFETY: `y` has as many numbers as there are channels, within which the part lies.
                unsafe {
                    let to = y.as_mut_ptr().add(at + vector * S::LANES);
                    if PARTIAL { simd.store_first(folded, to, lanes) } else { simd.store(folded, to) }
                }
            }
        }
        part
    }
}

/// Folds what a window of `size` sees from `first` on. Rows and places lie `steps` apart.
///
/// # Safety
///
/// At each place of the window `VECTORS` vectors are valid for reading, or with `PARTIAL` so many `lanes` of one, `1..=LANES`.
#[inline(always)]
unsafe fn window<S: Simd<T>, T: Element, F: Statistic<T>, const VECTORS: usize, const PARTIAL: bool>(
    simd: S,
    first: *const T,
    size: [usize; 2],
    steps: [usize; 2],
    lanes: usize,
) -> [S::Vector; VECTORS] {
    let mut folded = [simd.splat(F::nothing()); VECTORS];
    for row in 0..size[0] {
        for column in 0..size[1] {
            for (vector, folded) in folded.iter_mut().enumerate() {
                // SAFETY: as the caller says.
                let x = unsafe {
                    let from = first.add(row * steps[0] + column * steps[1] + vector * S::LANES);
                    if PARTIAL { simd.load_first(from, lanes) } else { simd.load(from) }
                };
                *folded = F::and(simd, *folded, x);
            }
        }
    }
    folded
}
