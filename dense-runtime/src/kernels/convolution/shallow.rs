//! Few terms: the whole of `b` stays in registers while the rows go by.
//!
//! A tile of sums would spend as much time on its beginning and its end as on the terms in between.
#![expect(clippy::needless_range_loop, reason = "`k` and `v` are the indices of a formula")]

use super::block::Block;
use super::rows::Rows;
use crate::Element;
use crate::simd::Simd;

/// The most terms of which there is code.
const MOST: usize = 9;

/// Whether there is code for so many terms, those of the usual kernels over few channels, and `b` fits into registers beside a sum, a
/// factor and a zero.
#[inline(always)]
pub(super) const fn is_shallow<S: Simd<T>, T>(depth: usize) -> bool {
    matches!(depth, 3 | 4 | 5 | MOST) && depth <= S::SUMS - 2
}

/// Computes a block of so few terms that `b` fits into registers, if it is one.
///
/// # Safety
///
/// As for [`Valid::new`](super::block::Valid::new).
#[inline(always)]
pub(super) unsafe fn shallow<S: Simd<T>, T: Element>(simd: S, task: &Block<T>) -> bool {
    let depth = task.terms.len();
    if !is_shallow::<S, T>(depth) || task.each || task.add {
        return false;
    }
    macro_rules! of_depth {
        ($($depth:literal)*) => {
            match depth {
                // SAFETY: as the caller says; there are so many terms.
                $($depth => unsafe { of_depth::<S, T, $depth>(simd, task) },)*
                _ => false,
            }
        };
    }
    of_depth!(3 4 5 9)
}

/// The same for so many terms.
///
/// # Safety
///
/// As for [`shallow`]; there are `DEPTH` terms.
#[inline(always)]
unsafe fn of_depth<S: Simd<T>, T: Element, const DEPTH: usize>(simd: S, task: &Block<T>) -> bool {
    if const { !is_shallow::<S, T>(DEPTH) } {
        return false;
    }
    let mut at = 0;
    while at < task.columns {
        let left = task.columns - at;
        let width = if left < 2 * S::LANES { 1 } else { const { widest::<S, T>(DEPTH) } };
        let last = left.min(S::LANES);
        macro_rules! rows_of {
            ($($width:literal $rectify:literal $partial:literal)*) => {
                match (width, task.rectify, last < S::LANES) {
                    // SAFETY: as the caller says, for some of the columns.
                    $(($width, $rectify, $partial) if const { $width <= widest::<S, T>(DEPTH) } => unsafe {
                        rows::<S, T, DEPTH, $width, $rectify, $partial>(simd, at, last, task);
                    })*
                    _ => unreachable!("no more vectors are taken than {width}, and whole ones if there are several"),
                }
            };
        }
        rows_of!(1 false false 1 false true 1 true false 1 true true 2 false false 2 true false);
        at += width * S::LANES;
    }
    true
}

/// How many vectors of columns are taken at a time, at most.
const fn widest<S: Simd<T>, T>(depth: usize) -> usize {
    if 2 * depth <= S::SUMS - 2 { 2 } else { 1 }
}

/// `WIDTH` vectors of columns from `at` on. With `PARTIAL`, it is one of only `last` columns.
///
/// # Safety
///
/// As for [`of_depth`].
#[inline(always)]
unsafe fn rows<
    S: Simd<T>,
    T: Element,
    const DEPTH: usize,
    const WIDTH: usize,
    const RECTIFY: bool,
    const PARTIAL: bool,
>(
    simd: S,
    at: usize,
    last: usize,
    task: &Block<T>,
) {
    let Block { rows, start, .. } = *task;
    let zero = simd.splat(T::zero());
    let (offsets, mut factors) = (task.terms.offsets::<MOST>(), [[zero; WIDTH]; DEPTH]);
    for k in 0..DEPTH {
        for v in 0..WIDTH {
            // SAFETY: the caller vouches for whole vectors of each row of `b`.
            factors[k][v] = unsafe { simd.load(task.b.wrapping_add(offsets[k].1).wrapping_add(at + v * S::LANES)) };
        }
    }
    let mut begin = [zero; WIDTH];
    if !start.is_null() {
        for v in 0..WIDTH {
            let from = start.wrapping_add(at + v * S::LANES);
            // SAFETY: the caller vouches for a number for each column.
            begin[v] = unsafe { if PARTIAL { simd.load_first(from, last) } else { simd.load(from) } };
        }
    }
    let Rows { counts, a_steps, c_steps, .. } = rows;
    for run in 0..counts[0] * counts[1] {
        let (outer, inner) = (run / counts[1], run % counts[1]);
        let mut a = rows.a.wrapping_add(outer * a_steps[0] + inner * a_steps[1]);
        let mut c = rows.c.wrapping_add(outer * c_steps[0] + inner * c_steps[1] + at);
        for _ in 0..counts[2] {
            let mut sums = begin;
            for k in 0..DEPTH {
                // SAFETY: the caller vouches for each term of the row.
                let factor = unsafe { simd.splat_at(a.wrapping_add(offsets[k].0)) };
                for v in 0..WIDTH {
                    sums[v] = simd.mul_add(factor, factors[k][v], sums[v]);
                }
            }
            for v in 0..WIDTH {
                let sum = if RECTIFY { simd.rectify(sums[v]) } else { sums[v] };
                let to = c.wrapping_add(v * S::LANES);
                // SAFETY: the caller vouches for what belongs to the row.
                unsafe {
                    if PARTIAL {
                        simd.store_first(sum, to, last);
                    } else {
                        simd.store(sum, to);
                    }
                }
            }
            (a, c) = (a.wrapping_add(a_steps[2]), c.wrapping_add(c_steps[2]));
        }
    }
}
