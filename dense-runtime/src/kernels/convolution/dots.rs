//! Few columns: each sum in a vector of its own, whose lanes take the terms that lie next to each other.
//!
//! In a tile of sums most lanes would have nothing to do.
#![expect(clippy::needless_range_loop, reason = "`h` and `f` are the indices of a formula")]

use super::cost::{MOST_AT_ONCE, dots_height};
use super::rows::Rows;
use super::terms::Terms;
use crate::Element;
use crate::simd::Simd;

/// Some columns of the sums of many rows: those of `a[row][k] · b[j][k]` over `k`.
#[derive(Debug)]
#[doc(hidden)]
pub struct Dots<T> {
    pub(super) rows: Rows<T>,
    pub(super) columns: usize,
    /// Where the factors are: those of the last level next to each other, in rows and columns.
    pub(super) terms: Terms,
    /// The factors of the first column.
    pub(super) b: *const T,
    /// How far apart columns are.
    pub(super) b_column: usize,
    /// What the sums of each row begin with in place of zeros, a number for each column; or null.
    pub(super) start: *const T,
    /// Whether the sums are added to what is there.
    pub(super) add: bool,
    /// Whether negative sums become zero at the end.
    pub(super) rectify: bool,
}

/// Dot products for whose pointers somebody has vouched.
pub(in super::super) struct Valid<'a, T>(&'a Dots<T>);

impl<'a, T> Valid<'a, T> {
    /// # Safety
    ///
    /// The rows' `a` and the columns' `b` are valid for reading at each term. What belongs to the rows is valid for reading and
    /// writing for each column, and nothing else uses it; the start is valid for reading for each column.
    pub(in super::super) unsafe fn new(dots: &'a Dots<T>) -> Self {
        Valid(dots)
    }
}

/// Computes the dot products, a few columns at a time.
#[inline(always)]
pub(in super::super) fn dots<S: Simd<T>, T: Element>(simd: S, Valid(task): Valid<'_, T>) {
    debug_assert!(task.terms.a_steps[2] == 1 && task.terms.b_steps[2] == 1);
    let partial = !task.terms.counts[2].is_multiple_of(S::LANES);
    for first in (0..task.columns).step_by(MOST_AT_ONCE) {
        macro_rules! columns_of {
            ($($count:literal)*) => {
                match ((task.columns - first).min(MOST_AT_ONCE), partial) {
                    $(
                        // SAFETY: `Valid` vouches for the columns, and terms fill vectors.
                        ($count, false) => unsafe { columns::<S, T, $count, false>(simd, first, task) },
                        // SAFETY: the same, where they need not.
                        ($count, true) => unsafe { columns::<S, T, $count, true>(simd, first, task) },
                    )*
                    _ => unreachable!("no more than {MOST_AT_ONCE} columns are computed at once"),
                }
            };
        }
        columns_of!(1 2 3 4);
    }
}

/// So many columns, of tiles of rows. Without `PARTIAL`, the terms that lie next to each other are whole vectors.
///
/// # Safety
///
/// As for [`Valid::new`].
#[inline(always)]
unsafe fn columns<S: Simd<T>, T: Element, const COLUMNS: usize, const PARTIAL: bool>(
    simd: S,
    first: usize,
    task: &Dots<T>,
) {
    let mut walk = task.rows.walk();
    let mut left = task.rows.len();
    while left > 0 {
        macro_rules! tile_of {
            ($($height:literal)*) => {
                match if left > 1 { const { dots_height::<S, T>(COLUMNS) } } else { 1 } {
                    $($height if const { $height == 1 || $height == dots_height::<S, T>(COLUMNS) } => {
                        let taken = left.min($height);
                        walk.take(taken, $height);
                        left -= taken;
                        let a = walk.a.first_chunk().expect("a walk takes as many rows as the tallest tile has");
                        let c = walk.c.first_chunk().expect("a walk takes as many rows as the tallest tile has");
                        // SAFETY: the rows of the tile are among those that the caller vouches for.
                        unsafe { tile::<S, T, $height, COLUMNS, PARTIAL>(simd, first, task, *a, *c) }
                    })*
                    height => unreachable!("no tile has {height} rows"),
                }
            };
        }
        tile_of!(1 2 3 4 5 6 7 8);
    }
}

/// `HEIGHT` rows of `COLUMNS` columns from `first` on. A row may be there several times: all of `c` is read before anything is written
/// to it.
///
/// # Safety
///
/// As for [`Valid::new`], for these rows and columns, and for `PARTIAL` as for [`columns`].
#[inline(always)]
unsafe fn tile<S: Simd<T>, T: Element, const HEIGHT: usize, const COLUMNS: usize, const PARTIAL: bool>(
    simd: S,
    first: usize,
    task: &Dots<T>,
    a: [*const T; HEIGHT],
    c: [*mut T; HEIGHT],
) {
    let Dots { terms: Terms { counts, a_steps, b_steps }, b_column, start, add, rectify, .. } = *task;
    let b = task.b.wrapping_add(first * b_column);
    let mut sums = [[simd.splat(T::zero()); COLUMNS]; HEIGHT];
    for outer in 0..counts[0] {
        for inner in 0..counts[1] {
            let mut at_a = outer.wrapping_mul(a_steps[0]).wrapping_add(inner.wrapping_mul(a_steps[1]));
            let mut at_b = outer.wrapping_mul(b_steps[0]).wrapping_add(inner.wrapping_mul(b_steps[1]));
            let mut left = counts[2];
            while left > 0 {
                let lanes = if PARTIAL { left.min(S::LANES) } else { S::LANES };
                let b = b.wrapping_add(at_b);
                // SAFETY: the caller vouches for each term, and these are the next ones.
                unsafe { step::<S, T, HEIGHT, COLUMNS, PARTIAL>(simd, &a, at_a, b, b_column, lanes, &mut sums) };
                (at_a, at_b, left) = (at_a.wrapping_add(lanes), at_b.wrapping_add(lanes), left - lanes);
            }
        }
    }
    let mut begin = [T::zero(); COLUMNS];
    if !start.is_null() {
        for f in 0..COLUMNS {
            // SAFETY: the caller vouches for a number for each column.
            begin[f] = unsafe { *start.add(first + f) };
        }
    }
    let mut ends = [begin; HEIGHT];
    // Small loops whose counts are known: the compiler unrolls them, and only then keeps the sums in registers.
    let together = const { 4 / COLUMNS };
    for some in 0..const { HEIGHT.div_ceil(4 / COLUMNS) } {
        let mut four = [simd.splat(T::zero()); 4];
        for i in 0..together * COLUMNS {
            let (h, f) = (some * together + i / COLUMNS, i % COLUMNS);
            if h < HEIGHT {
                four[i] = sums[h][f];
            }
        }
        let four = simd.sums(four);
        for i in 0..together * COLUMNS {
            let (h, f) = (some * together + i / COLUMNS, i % COLUMNS);
            if h < HEIGHT {
                ends[h][f] += four[i];
            }
        }
    }
    if add {
        for h in 0..HEIGHT {
            for f in 0..COLUMNS {
                // SAFETY: the caller vouches for what belongs to the row.
                ends[h][f] += unsafe { *c[h].add(first + f) };
            }
        }
    }
    for h in 0..HEIGHT {
        for f in 0..COLUMNS {
            // Not `max`, which would lose a NaN.
            let end = if rectify && ends[h][f] <= T::zero() { T::zero() } else { ends[h][f] };
            // SAFETY: as above.
            unsafe { *c[h].add(first + f) = end };
        }
    }
}

/// Adds the products of a vector of terms. With `PARTIAL`, there may be only so many `lanes` of them.
///
/// # Safety
///
/// As for [`Valid::new`], for these terms.
#[inline(always)]
unsafe fn step<S: Simd<T>, T: Element, const HEIGHT: usize, const COLUMNS: usize, const PARTIAL: bool>(
    simd: S,
    a: &[*const T; HEIGHT],
    at_a: usize,
    b: *const T,
    b_column: usize,
    lanes: usize,
    sums: &mut [[S::Vector; COLUMNS]; HEIGHT],
) {
    let mut factors = [simd.splat(T::zero()); COLUMNS];
    for f in 0..COLUMNS {
        // SAFETY: as the caller says.
        factors[f] = unsafe { load::<S, T, PARTIAL>(simd, b.wrapping_add(f * b_column), lanes) };
    }
    for h in 0..HEIGHT {
        // SAFETY: as the caller says.
        let x = unsafe { load::<S, T, PARTIAL>(simd, a[h].wrapping_add(at_a), lanes) };
        for f in 0..COLUMNS {
            sums[h][f] = simd.mul_add(x, factors[f], sums[h][f]);
        }
    }
}

/// A vector, or with `PARTIAL` its first `lanes` numbers.
///
/// # Safety
///
/// So many numbers are valid for reading.
#[inline(always)]
unsafe fn load<S: Simd<T>, T, const PARTIAL: bool>(simd: S, from: *const T, lanes: usize) -> S::Vector {
    // SAFETY: as the caller says.
    unsafe { if PARTIAL { simd.load_first(from, lanes) } else { simd.load(from) } }
}
