//! Parts of a matrix, copied so that the innermost loop reads them one vector behind the other.

use core::mem::MaybeUninit;

use crate::Element;
use crate::simd::Simd;

/// Rows of a panel: with 64 columns of `f32`, 32 KiB, what the first-level cache holds.
pub(super) const DEPTH: usize = 128;

/// The most columns of a panel, four vectors of the widest registers.
pub(super) const COLUMNS: usize = 64;

/// `DEPTH` rows as wide as a strip.
#[repr(C, align(64))]
pub(super) struct Panel<T>([T; DEPTH * COLUMNS]);

impl<T: Element> Panel<T> {
    /// Copies the `depth` rows of `columns` numbers at `from`, `step` apart. Rows of the copy are as wide as a strip. Behind
    /// `columns` there are zeros up to the end of a vector, and what is behind them is unset.
    ///
    /// # Safety
    ///
    /// The rows are valid for reading; `depth` is at most [`DEPTH`], and `columns` at most the width of a strip.
    #[inline(always)]
    pub(super) unsafe fn copy<S: Simd<T>>(
        simd: S,
        panel: &mut MaybeUninit<Panel<T>>,
        from: *const T,
        step: usize,
        depth: usize,
        columns: usize,
    ) -> *const T {
        let width = const { strip_width::<S, T>() };
        debug_assert!(depth <= DEPTH && columns <= width);
        let to = panel.as_mut_ptr().cast::<T>();
        let whole = columns / S::LANES * S::LANES;
        for row in 0..depth {
            let (from, to) = (from.wrapping_add(row * step), to.wrapping_add(row * width));
            // SAFETY: the row is valid for `columns` numbers, and the panel's is `width` numbers long, which are whole vectors.
            unsafe {
                copy_row(simd, from, to, whole);
                if whole < columns {
                    simd.store(simd.load_first(from.add(whole), columns - whole), to.add(whole));
                }
            }
        }
        to
    }

    /// Copies the first `depth` numbers of the `columns` rows at `from`, `step` apart, as the columns of the panel.
    ///
    /// # Safety
    ///
    /// As for [`copy`](Self::copy), with the rows of `from` being `columns` rows of `depth` numbers.
    #[inline(always)]
    pub(super) unsafe fn transpose<S: Simd<T>>(
        simd: S,
        panel: &mut MaybeUninit<Panel<T>>,
        from: *const T,
        step: usize,
        depth: usize,
        columns: usize,
    ) -> *const T {
        let width = const { strip_width::<S, T>() };
        debug_assert!(depth <= DEPTH && columns <= width);
        let to = panel.as_mut_ptr().cast::<T>();
        // SAFETY: as the caller says; `width` is at least `columns`.
        unsafe { transpose(simd, from, step, to, width, depth, columns) };
        to
    }
}

/// Writes the first `depth` numbers of the `columns` rows at `from`, `step` apart, as columns to `to`, whose rows are `width` apart.
///
/// # Safety
///
/// Both are valid for these numbers, and do not overlap.
#[inline(always)]
pub(super) unsafe fn transpose<S: Simd<T>, T: Element>(
    simd: S,
    from: *const T,
    step: usize,
    to: *mut T,
    width: usize,
    depth: usize,
    columns: usize,
) {
    let (squares, rest) = (columns / 8 * 8, depth / 8 * 8);
    // SAFETY: all indices are below `columns` and `depth`, for which the caller vouches.
    unsafe {
        for column in (0..squares).step_by(8) {
            for k in (0..rest).step_by(8) {
                simd.transpose(from.add(column * step + k), step, to.add(k * width + column), width);
            }
            for k in rest..depth {
                for column in column..column + 8 {
                    *to.add(k * width + column) = *from.add(column * step + k);
                }
            }
        }
        for column in squares..columns {
            for k in 0..depth {
                *to.add(k * width + column) = *from.add(column * step + k);
            }
        }
    }
}

/// The columns of a strip: those of a panel.
pub(super) const fn strip_width<S: Simd<T>, T>() -> usize {
    let width = S::WIDTH * S::LANES;
    assert!(width <= COLUMNS, "a strip fits into a panel");
    width
}

/// Copies `len` numbers, in vectors.
///
/// # Safety
///
/// Both are valid for `len` numbers, and do not overlap.
#[inline(always)]
pub(super) unsafe fn copy_row<S: Simd<T>, T: Element>(simd: S, from: *const T, to: *mut T, len: usize) {
    let mut at = 0;
    // SAFETY: `at + LANES` is at most `len`, and then what is left is less than `LANES`.
    unsafe {
        while len - at >= S::LANES {
            simd.store(simd.load(from.add(at)), to.add(at));
            at += S::LANES;
        }
        if at < len {
            simd.store_first(simd.load_first(from.add(at), len - at), to.add(at), len - at);
        }
    }
}
