//! `c = a · b + bias`: the forward product of a `Dense` layer.

use core::mem::MaybeUninit;
use core::ops::Range;

use super::Kernels;
use super::panel::{Panel, strip_width};
use super::row::{parts, row, run, some_runs, terms_of};
use super::strip::Strip;
use super::tile::{Factors, Target, Zeros};
use crate::Element;
use crate::simd::Simd;

/// `c = a · b + bias` for row-major matrices: `a` is `[rows, inner]`, `b` is `[inner, columns]`, `c` is `[rows, columns]`.
///
/// Element `(r, j)` is `bias[j] + a[r,0]·b[0,j] + a[r,1]·b[1,j] + ...`, summed in runs ([`run`]), or where there are few columns in
/// parts ([`parts`]), which are then added in their order. That does not depend on the number of rows: a sample gets the same
/// bits alone and in a batch.
#[derive(Debug)]
#[doc(hidden)]
pub struct Product<'a, T> {
    /// `[rows, inner]`
    pub a: &'a [T],
    /// `[inner, columns]`
    pub b: &'a [T],
    /// `[columns]`
    pub bias: Option<&'a [T]>,
    /// `[rows, columns]`
    pub c: &'a mut [T],
    /// The length of `a`'s rows and `b`'s columns.
    pub inner: usize,
    /// The length of `b`'s and `c`'s rows.
    pub columns: usize,
    /// Whether `relu` follows.
    pub rectify: bool,
}

/// Some of the runs of a [`Product`] whose columns are so many that no sum is cut into parts: the first ones of all begin with the
/// bias, and the others are added to what those before them left.
#[derive(Debug)]
#[doc(hidden)]
pub struct PartialProduct<'a, T> {
    /// The terms of these runs for each row, `a_row` apart.
    pub a: &'a [T],
    /// How far apart the rows of `a` are.
    pub a_row: usize,
    /// `[inner, columns]`, for all runs.
    pub b: &'a [T],
    /// `[columns]`
    pub bias: Option<&'a [T]>,
    /// `[rows, columns]`
    pub c: &'a mut [T],
    /// How many terms there are in all runs.
    pub inner: usize,
    /// The length of `b`'s and `c`'s rows.
    pub columns: usize,
    /// Which runs.
    pub runs: Range<usize>,
    /// Whether `relu` follows behind the last of all.
    pub rectify: bool,
}

/// Rows that reuse a packed part of `b` often enough to pay for the packing.
pub(super) const WORTH_PACKING: usize = 12;

/// Terms in a part that are worth a round of their own.
pub(super) const LONG: usize = 128;

/// Computes the product.
#[inline(always)]
pub(super) fn product<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: Product<'_, T>) {
    let Product { a, b, bias, c, inner, columns, rectify } = task;
    assert!(inner > 0 && columns > 0 && b.len() == inner * columns);
    let rows = a.len() / inner;
    assert!(a.len() == rows * inner && c.len() == rows * columns);
    assert!(bias.is_none_or(|bias| bias.len() == columns));
    let zeros = Zeros::new();
    let target = Target { rectify, ..zeros.target(c.as_mut_ptr(), columns) };
    let target = match bias {
        Some(bias) => Target { start: bias.as_ptr(), start_steps: (0, 1), ..target },
        None => target,
    };
    let factors = Factors { a: a.as_ptr(), a_row: inner, a_step: 1, b: b.as_ptr(), b_step: columns, depth: inner };
    // SAFETY: the slices were just seen to be the whole matrices, and `c` is borrowed mutably.
    unsafe {
        if rows == 1 {
            row(simd, columns, factors, target);
        } else if rows > 1 {
            let parts = parts(columns.div_ceil(S::LANES), inner);
            if parts > 1 {
                in_parts(simd, rows, columns, factors, target, parts);
            } else {
                many_rows(simd, rows, columns, factors, target, 0..inner.div_ceil(run(inner)));
            }
        }
    }
}

/// Computes some runs of a product.
#[inline(always)]
pub(super) fn partial_product<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: PartialProduct<'_, T>) {
    let PartialProduct { a, a_row, b, bias, c, inner, columns, runs, rectify } = task;
    assert!(inner > 0 && columns > 0 && b.len() == inner * columns && parts(columns.div_ceil(S::LANES), inner) == 1);
    let rows = c.len() / columns;
    let terms = terms_of(&runs, inner);
    assert!(rows > 0 && c.len() == rows * columns);
    assert!(a_row >= terms.len() && a.len() >= (rows - 1) * a_row + terms.len());
    assert!(bias.is_none_or(|bias| bias.len() == columns));
    let zeros = Zeros::new();
    let target = Target { rectify, ..zeros.target(c.as_mut_ptr(), columns) };
    let target = match bias {
        Some(bias) => Target { start: bias.as_ptr(), start_steps: (0, 1), ..target },
        None => target,
    };
    // Where the rows would begin with their first terms.
    let a = a.as_ptr().wrapping_sub(terms.start);
    let factors = Factors { a, a_row, a_step: 1, b: b.as_ptr(), b_step: columns, depth: inner };
    // SAFETY: the slices were just seen to hold the terms of these runs for all rows, and `c` is borrowed mutably.
    unsafe {
        if rows == 1 {
            some_runs(simd, columns, factors, target, runs);
        } else {
            many_rows(simd, rows, columns, factors, target, runs);
        }
    }
}

/// Some runs of the product for many rows, strip by strip, and for so many terms at a time that their part of `b` stays in the first-level
/// cache. Rows of a wide `b` lie far apart, often at a power of two, so that few of them fit into the cache together: they
/// are brought close to each other first.
///
/// # Safety
///
/// As for a [`Strip`] of the terms of these runs.
#[inline(always)]
unsafe fn many_rows<S: Simd<T> + Kernels<T>, T: Element>(
    simd: S,
    rows: usize,
    columns: usize,
    whole: Factors<T>,
    target: Target<T>,
    some: Range<usize>,
) {
    let width = const { strip_width::<S, T>() };
    let pack = rows >= WORTH_PACKING && columns > width;
    let (run, zeros) = (run(whole.depth), Zeros::new());
    let mut panel = MaybeUninit::uninit();
    let (strips, runs) = (columns.div_ceil(width), some.len());
    let comes_from_memory = whole.depth * columns > FROM_MEMORY;
    for part in 0..strips * runs {
        // What comes from memory is read in the order in which it lies there.
        let (strip, number) =
            if comes_from_memory { (part % strips, part / strips) } else { (part / runs, part % runs) };
        let (at, first) = (strip * width, (some.start + number) * run);
        let (columns, depth) = (width.min(columns - at), run.min(whole.depth - first));
        let mut factors = whole.skip_columns(at).terms(first, depth);
        // SAFETY: as the caller says, for `depth` of the rows of `b`; the panel is what was just copied.
        unsafe {
            if pack {
                factors.b = Panel::copy(simd, &mut panel, factors.b, factors.b_step, depth, columns);
                factors.b_step = width;
            }
            let target = target.skip_columns(at).of_run(&zeros, first, depth, whole.depth);
            simd.strip(&Strip { rows, columns, parts: 1, factors, target });
        }
    }
}

/// A matrix of more numbers than this is in no cache that is near.
const FROM_MEMORY: usize = 1 << 20;

/// The product for many rows of few columns, whose sums are cut into parts: by each tile, or if they are long, one part after
/// the other, because a tile of one part is taller.
///
/// # Safety
///
/// As for a [`Strip`].
#[inline(always)]
unsafe fn in_parts<S: Simd<T> + Kernels<T>, T: Element>(
    simd: S,
    rows: usize,
    columns: usize,
    whole: Factors<T>,
    target: Target<T>,
    parts: usize,
) {
    let width = const { strip_width::<S, T>() };
    let zeros = Zeros::new();
    let run = whole.depth / parts;
    let (rounds, parts) = if run >= LONG { (parts, 1) } else { (1, parts) };
    for at in (0..columns).step_by(width) {
        let columns = width.min(columns - at);
        let (whole, target) = (whole.skip_columns(at), target.skip_columns(at));
        for round in 0..rounds {
            let is_last = round + 1 == rounds;
            let depth = if is_last { whole.depth - round * run } else { run };
            let factors = whole.terms(round * run, depth);
            let target = Target { rectify: target.rectify && is_last, ..target };
            let target = if round > 0 { zeros.added_to(target) } else { target };
            // SAFETY: as the caller says, for some of the terms.
            unsafe { simd.strip(&Strip { rows, columns, parts, factors, target }) };
        }
    }
}
