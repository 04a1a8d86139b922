//! A single row of a product: a vector times a matrix, each of whose numbers is read once, in order.

use core::ops::Range;

use super::panel::DEPTH;
use super::tile::{Factors, Target, Zeros, tile};
use crate::Element;
use crate::simd::Simd;

/// Some runs of the terms of a [`Product`](super::Product) for one wide row: see [`run`].
#[derive(Debug)]
#[doc(hidden)]
pub struct Runs<'a, T> {
    /// The terms of these runs.
    pub a: &'a [T],
    /// `[inner, columns]`, for all runs.
    pub b: &'a [T],
    /// `[columns]`, with which the first run of all begins.
    pub bias: Option<&'a [T]>,
    /// The sums of each run: `[runs, columns]`.
    pub sums: &'a mut [T],
    /// How many terms there are in all runs.
    pub inner: usize,
    /// The length of `b`'s rows.
    pub columns: usize,
    /// Which runs.
    pub runs: Range<usize>,
}

/// What comes of the sums of all [`Runs`].
#[derive(Debug)]
#[doc(hidden)]
pub struct Total<'a, T> {
    /// `[runs, columns]`
    pub sums: &'a [T],
    /// `[columns]`
    pub c: &'a mut [T],
    /// Whether `relu` follows.
    pub rectify: bool,
}

/// Computes the runs.
#[inline(always)]
pub(super) fn runs<S: Simd<T>, T: Element>(simd: S, task: Runs<'_, T>) {
    let Runs { a, b, bias, sums, inner, columns, runs } = task;
    assert!(
        b.len() == inner * columns && sums.len() == runs.len() * columns && a.len() == terms_of(&runs, inner).len()
    );
    assert!(bias.is_none_or(|bias| bias.len() == columns));
    let zeros = Zeros::new();
    let run = run(inner);
    for ((number, sums), a) in runs.zip(sums.chunks_exact_mut(columns)).zip(a.chunks(run)) {
        let from = number * run;
        let b = &b[from * columns..][..a.len() * columns];
        let factors = Factors { a: a.as_ptr(), a_row: 0, a_step: 1, b: b.as_ptr(), b_step: columns, depth: a.len() };
        let target = zeros.target(sums.as_mut_ptr(), 0);
        let target = match bias {
            Some(bias) if from == 0 => Target { start: bias.as_ptr(), start_steps: (0, 1), ..target },
            _ => target,
        };
        // SAFETY: the slices are what the factors say, and `sums` is a row of `columns`.
        unsafe { terms(simd, columns, factors, target) };
    }
}

/// Computes the total.
#[inline(always)]
pub(super) fn total<S: Simd<T>, T: Element>(simd: S, task: Total<'_, T>) {
    let Total { sums, c, rectify } = task;
    let (columns, one) = (c.len(), T::one());
    let (first, rest) = sums.split_at(columns);
    let depth = rest.len() / columns;
    assert!(rest.len() == depth * columns);
    let factors = Factors { a: &raw const one, a_row: 0, a_step: 0, b: rest.as_ptr(), b_step: columns, depth };
    let (start, start_steps) = (first.as_ptr(), (0, 1));
    let target = Target { start, start_steps, c: c.as_mut_ptr(), c_row: 0, add: false, rectify };
    // SAFETY: there are `depth` rows of `columns` behind the first, and the only factor is `one`.
    unsafe { terms(simd, columns, factors, target) };
}

/// How many terms of a wide row are summed in one go: a run. The sums of the runs are then added in their order. A run of rows of
/// `b` is a piece of memory that is read once, from its beginning to its end, and runs can be shared between cores.
pub(crate) const fn run(inner: usize) -> usize {
    // Runs of about the same length, each as long as a panel is deep, or a little less.
    inner.div_ceil(inner.div_ceil(DEPTH))
}

/// The terms of some of the runs.
pub(crate) const fn terms_of(runs: &Range<usize>, inner: usize) -> Range<usize> {
    let [start, end] = [runs.start * run(inner), runs.end * run(inner)];
    start..if end < inner { end } else { inner }
}

/// Into how many parts each sum of a narrow row is cut: with them, a row has enough independent sums to hide how long a
/// multiply-add takes, which is what bounds a single sample in a small network. Products of many rows cut their sums in the
/// same way, so that a sample gets the same bits alone and in a batch.
pub(super) const fn parts(vectors: usize, inner: usize) -> usize {
    match vectors {
        1..3 if inner >= 32 => 4,
        3..8 if inner >= 16 => 2,
        _ => 1,
    }
}

/// One row of `columns` columns.
///
/// # Safety
///
/// `factors.a` is valid for reading at each `k`. Rows of `factors.b` and of the target are valid for `columns` numbers, and
/// nothing else uses the target.
#[inline(always)]
pub(super) unsafe fn row<S: Simd<T>, T: Element>(simd: S, columns: usize, whole: Factors<T>, target: Target<T>) {
    let vectors = columns.div_ceil(S::LANES);
    let parts = parts(vectors, whole.depth);
    if parts > 1 {
        // SAFETY: as the caller says.
        return unsafe { in_parts(simd, columns, parts, whole, target) };
    }
    let runs = whole.depth.div_ceil(run(whole.depth));
    // SAFETY: as the caller says.
    unsafe { some_runs(simd, columns, whole, target, 0..runs) };
}

/// Some runs of a wide row.
///
/// # Safety
///
/// As for [`row`], for the terms of these runs.
#[inline(always)]
pub(super) unsafe fn some_runs<S: Simd<T>, T: Element>(
    simd: S,
    columns: usize,
    whole: Factors<T>,
    target: Target<T>,
    some: Range<usize>,
) {
    let zeros = Zeros::new();
    let run = run(whole.depth);
    for first in some.map(|number| number * run) {
        let depth = run.min(whole.depth - first);
        // SAFETY: as the caller says, for some of the terms.
        unsafe { terms(simd, columns, whole.terms(first, depth), target.of_run(&zeros, first, depth, whole.depth)) };
    }
}

/// A narrow row, whose sums are cut into parts.
///
/// # Safety
///
/// As for [`row`].
#[inline(always)]
unsafe fn in_parts<S: Simd<T>, T: Element>(
    simd: S,
    columns: usize,
    parts: usize,
    factors: Factors<T>,
    target: Target<T>,
) {
    let vectors = columns.div_ceil(S::LANES);
    let last = columns - (vectors - 1) * S::LANES;
    // SAFETY: the caller vouches for `columns` numbers, of which each strip takes its own.
    unsafe {
        match (parts, vectors) {
            (4, 1) => tile::<S, T, 1, 1, 4, true>(simd, last, factors, target),
            (4, _) => tile::<S, T, 1, 2, 4, true>(simd, last, factors, target),
            (_, 3) => tile::<S, T, 1, 3, 2, true>(simd, last, factors, target),
            (_, 4) => tile::<S, T, 1, 4, 2, true>(simd, last, factors, target),
            _ => {
                let at = 4 * S::LANES;
                tile::<S, T, 1, 4, 2, false>(simd, S::LANES, factors, target);
                let (factors, target) = (factors.skip_columns(at), target.skip_columns(at));
                match vectors {
                    5 => tile::<S, T, 1, 1, 2, true>(simd, last, factors, target),
                    6 => tile::<S, T, 1, 2, 2, true>(simd, last, factors, target),
                    _ => tile::<S, T, 1, 3, 2, true>(simd, last, factors, target),
                }
            }
        }
    }
}

/// All terms of some columns: eight vectors at a time, which are eight independent sums.
///
/// # Safety
///
/// As for [`row`].
#[inline(always)]
unsafe fn terms<S: Simd<T>, T: Element>(simd: S, columns: usize, factors: Factors<T>, target: Target<T>) {
    let mut at = 0;
    // SAFETY: the caller vouches for `columns` numbers, of which each strip takes its own.
    unsafe {
        while columns - at >= 8 * S::LANES {
            tile::<S, T, 1, 8, 1, false>(simd, S::LANES, factors.skip_columns(at), target.skip_columns(at));
            at += 8 * S::LANES;
        }
        while columns - at >= 2 * S::LANES {
            tile::<S, T, 1, 2, 1, false>(simd, S::LANES, factors.skip_columns(at), target.skip_columns(at));
            at += 2 * S::LANES;
        }
        if columns - at > S::LANES {
            let (factors, target) = (factors.skip_columns(at), target.skip_columns(at));
            tile::<S, T, 1, 2, 1, true>(simd, columns - at - S::LANES, factors, target);
        } else if columns > at {
            tile::<S, T, 1, 1, 1, true>(simd, columns - at, factors.skip_columns(at), target.skip_columns(at));
        }
    }
}
