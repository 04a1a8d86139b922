//! Few terms: the whole of `b` stays in registers while the rows go by.
//!
//! A tile of sums would spend as much time on its beginning and its end as on the terms in between.
#![expect(clippy::needless_range_loop, reason = "`k` and `v` are the indices of a formula")]

use super::block::Block;
use super::rows::Rows;
use super::terms::Terms;
use crate::Element;
use crate::simd::Simd;

/// Whether there is code for so many terms, and `b` fits into registers: those of the usual kernels over one to four channels.
#[inline(always)]
pub(super) const fn is_shallow<S: Simd<T>, T>(depth: usize) -> bool {
    matches!(depth, 1 | 3 | 4 | 5 | 6 | 8 | 9 | 12) && depth <= S::SUMS
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
    of_depth!(1 3 4 5 6 8 9 12)
}

/// The same for so many terms: two vectors of columns at a time.
///
/// # Safety
///
/// As for [`shallow`]; there are `DEPTH` terms.
#[inline(always)]
unsafe fn of_depth<S: Simd<T>, T: Element, const DEPTH: usize>(simd: S, task: &Block<T>) -> bool {
    if DEPTH > S::SUMS {
        return false;
    }
    let width = if 2 * DEPTH <= S::SUMS { 2 } else { 1 };
    for at in (0..task.columns).step_by(width * S::LANES) {
        let columns = task.columns - at;
        // SAFETY: as the caller says, for some of the columns.
        unsafe {
            if width == 2 && columns > S::LANES {
                rows::<S, T, DEPTH, 2>(simd, at, (columns - S::LANES).min(S::LANES), task);
            } else {
                rows::<S, T, DEPTH, 1>(simd, at, columns.min(S::LANES), task);
            }
        }
    }
    true
}

/// `WIDTH` vectors of columns from `at` on, the last of which has `last` columns.
///
/// # Safety
///
/// As for [`of_depth`].
#[inline(always)]
unsafe fn rows<S: Simd<T>, T: Element, const DEPTH: usize, const WIDTH: usize>(
    simd: S,
    at: usize,
    last: usize,
    task: &Block<T>,
) {
    let Block { rows, terms: Terms { counts, a_steps, b_steps }, b, start, rectify, .. } = *task;
    let zero = simd.splat(T::zero());
    let (mut offsets, mut factors) = ([0; DEPTH], [[zero; WIDTH]; DEPTH]);
    let mut term = [0_usize; 3];
    for k in 0..DEPTH {
        let offset = |steps: [usize; 3]| {
            (0..3).fold(0, |sum: usize, level| sum.wrapping_add(term[level].wrapping_mul(steps[level])))
        };
        offsets[k] = offset(a_steps);
        for v in 0..WIDTH {
            // SAFETY: the caller vouches for whole vectors of each row of `b`.
            factors[k][v] = unsafe { simd.load(b.wrapping_add(offset(b_steps) + at + v * S::LANES)) };
        }
        term[2] += 1;
        for level in [2, 1] {
            if term[level] == counts[level] {
                (term[level], term[level - 1]) = (0, term[level - 1] + 1);
            }
        }
    }
    let mut begin = [zero; WIDTH];
    if !start.is_null() {
        for v in 0..WIDTH {
            let from = start.wrapping_add(at + v * S::LANES);
            // SAFETY: the caller vouches for a number for each column.
            begin[v] = unsafe { if v == WIDTH - 1 { simd.load_first(from, last) } else { simd.load(from) } };
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
                let factor = unsafe { simd.splat_at(a.wrapping_add(offsets[k])) };
                for v in 0..WIDTH {
                    sums[v] = simd.mul_add(factor, factors[k][v], sums[v]);
                }
            }
            for v in 0..WIDTH {
                let sum = if rectify { simd.rectify(sums[v]) } else { sums[v] };
                let to = c.wrapping_add(v * S::LANES);
                // SAFETY: the caller vouches for what belongs to the row.
                unsafe {
                    if v == WIDTH - 1 && last < S::LANES {
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
