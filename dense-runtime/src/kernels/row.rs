//! A single row of a product: a vector times a matrix, each of whose numbers is read once, in order.

use super::tile::{Factors, Target, Zeros, tile};
use crate::Element;
use crate::simd::Simd;

/// Some columns of a [`Product`](super::Product) for one row, which has at least eight vectors of them.
#[derive(Debug)]
#[doc(hidden)]
pub struct RowPart<'a, T> {
    /// `[inner]`
    pub a: &'a [T],
    /// `[inner, columns]`
    pub b: &'a [T],
    /// `[columns]`
    pub bias: Option<&'a [T]>,
    /// The columns from `first` on.
    pub c: &'a mut [T],
    /// The length of `b`'s rows.
    pub columns: usize,
    /// The first column.
    pub first: usize,
    /// Whether `relu` follows.
    pub rectify: bool,
}

/// Computes the columns.
#[inline(always)]
pub(super) fn row_part<S: Simd<T>, T: Element>(simd: S, task: RowPart<'_, T>) {
    let RowPart { a, b, bias, c, columns, first, rectify } = task;
    assert!(!a.is_empty() && b.len() == a.len() * columns && first + c.len() <= columns);
    assert!(columns >= 8 * S::LANES && bias.is_none_or(|bias| bias.len() == columns));
    let zeros = Zeros::new();
    let target = Target { rectify, ..zeros.target(c.as_mut_ptr(), 0) };
    let target = match bias {
        Some(bias) => Target { start: bias[first..].as_ptr(), start_steps: (0, 1), ..target },
        None => target,
    };
    let b = b[first..].as_ptr();
    let factors = Factors { a: a.as_ptr(), a_row: 0, a_step: 1, b, b_step: columns, depth: a.len() };
    // SAFETY: columns `first..first + c.len()` are within each row of `b` and within the bias, as was just checked.
    unsafe { wide(simd, c.len(), factors, target) };
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
pub(super) unsafe fn row<S: Simd<T>, T: Element>(simd: S, columns: usize, factors: Factors<T>, target: Target<T>) {
    let vectors = columns.div_ceil(S::LANES);
    let last = columns - (vectors - 1) * S::LANES;
    // SAFETY: the caller vouches for `columns` numbers, of which each strip takes its own.
    unsafe {
        match (parts(vectors, factors.depth), vectors) {
            (4, 1) => tile::<S, T, 1, 1, 4, true>(simd, last, factors, target),
            (4, _) => tile::<S, T, 1, 2, 4, true>(simd, last, factors, target),
            (2, 3) => tile::<S, T, 1, 3, 2, true>(simd, last, factors, target),
            (2, 4) => tile::<S, T, 1, 4, 2, true>(simd, last, factors, target),
            (2, _) => {
                let at = 4 * S::LANES;
                tile::<S, T, 1, 4, 2, false>(simd, S::LANES, factors, target);
                let (factors, target) = (factors.skip_columns(at), target.skip_columns(at));
                match vectors {
                    5 => tile::<S, T, 1, 1, 2, true>(simd, last, factors, target),
                    6 => tile::<S, T, 1, 2, 2, true>(simd, last, factors, target),
                    _ => tile::<S, T, 1, 3, 2, true>(simd, last, factors, target),
                }
            }
            _ => wide(simd, columns, factors, target),
        }
    }
}

/// Eight vectors at a time, which are eight independent sums.
///
/// # Safety
///
/// As for [`row`].
#[inline(always)]
unsafe fn wide<S: Simd<T>, T: Element>(simd: S, columns: usize, factors: Factors<T>, target: Target<T>) {
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
            tile::<S, T, 1, 2, 1, true>(
                simd,
                columns - at - S::LANES,
                factors.skip_columns(at),
                target.skip_columns(at),
            );
        } else if columns > at {
            tile::<S, T, 1, 1, 1, true>(simd, columns - at, factors.skip_columns(at), target.skip_columns(at));
        }
    }
}
