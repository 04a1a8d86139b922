//! `dw = xᵀ · dy`: the gradient of a `Dense` layer's kernel, or of some of its rows; and that of its bias.

use core::mem::MaybeUninit;

use super::Kernels;
use super::panel::{DEPTH, copy_row, strip_width};
use super::samples::Samples;
use super::strip::Strip;
use super::tile::{Factors, Zeros};
use crate::Element;
use crate::simd::Simd;

/// `dw = x[.., first..first + n]ᵀ · dy` for row-major matrices: `x` is `[rows, inputs]`, `dy` is `[rows, units]`, `dw` is
/// `[n, units]`: the rows of the kernel's gradient from `first` on.
///
/// Element `(i, j)` is `x[0,i]·dy[0,j] + x[1,i]·dy[1,j] + ...`, one term after the other, so that the kernel may be cut
/// between its rows, and the samples anywhere, without a change of a single bit.
#[derive(Debug)]
#[doc(hidden)]
pub struct WeightGradient<'a, T> {
    /// `[rows, inputs]`
    pub x: Samples<'a, T>,
    /// `[rows, units]`, as [`Strips`] has laid it out for the same instruction set.
    pub dy: &'a [T],
    /// The length of `dy`'s rows.
    pub units: usize,
    /// `[n, units]`
    pub dw: &'a mut [T],
    /// The first row of the kernel.
    pub first: usize,
}

/// The sum of `dy` over all samples.
#[derive(Debug)]
#[doc(hidden)]
pub struct BiasGradient<'a, T> {
    /// `[rows, units]`, as [`Strips`] has laid it out for the same instruction set.
    pub dy: &'a [T],
    /// How many rows `dy` has.
    pub rows: usize,
    /// `[units]`
    pub db: &'a mut [T],
}

/// Lays out the rows of many samples strip by strip: the first columns of all rows, then the next ones. What lies far apart
/// in memory is brought together once, and then read for each row of the kernel's gradient.
#[derive(Debug)]
#[doc(hidden)]
pub struct Strips<'a, T> {
    /// `[rows, width]`
    pub from: Samples<'a, T>,
    /// At least [`strips_len`] numbers.
    pub to: &'a mut [T],
}

/// How many numbers [`Strips`] may need, whatever the instruction set.
#[cfg(feature = "std")]
pub(crate) const fn strips_len(rows: usize, width: usize) -> usize {
    width.next_multiple_of(super::panel::COLUMNS) * rows
}

/// Rows of the kernel for which `x` is packed together: a cache line of `f32`.
const GROUP: usize = 16;

/// The inputs of a group, sample behind sample.
#[repr(C, align(64))]
struct Group<T>([T; DEPTH * GROUP]);

/// Lays out the rows.
#[inline(always)]
pub(super) fn strips<S: Simd<T>, T: Element>(simd: S, task: Strips<'_, T>) {
    let Strips { from, to } = task;
    let width = const { strip_width::<S, T>() };
    for (strip, to) in to.chunks_exact_mut(width * from.rows).take(from.width.div_ceil(width)).enumerate() {
        let columns = width.min(from.width - strip * width);
        from.visit(0, from.rows, |at, row| {
            let (row, to) = (&row[strip * width..][..columns], &mut to[at * width..][..columns]);
            // SAFETY: both are `columns` long, and a borrow that may write overlaps no other.
            unsafe { copy_row(simd, row.as_ptr(), to.as_mut_ptr(), columns) };
        });
    }
}

/// Computes the gradient.
#[inline(always)]
pub(super) fn weight_gradient<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: WeightGradient<'_, T>) {
    let WeightGradient { x, dy, units, dw, first } = task;
    let count = dw.len() / units;
    let width = const { strip_width::<S, T>() };
    assert!(units > 0 && dw.len() == count * units && first + count <= x.width);
    assert!(dy.len() >= units.div_ceil(width) * width * x.rows);
    let zeros = Zeros::new();
    let mut group = MaybeUninit::<Group<T>>::uninit();
    let packed = group.as_mut_ptr().cast::<T>();
    for row in (0..count).step_by(GROUP) {
        let rows = GROUP.min(count - row);
        for sample in (0..x.rows).step_by(DEPTH) {
            let depth = DEPTH.min(x.rows - sample);
            x.visit(sample, depth, |at, x| {
                let x = &x[first + row..][..rows];
                // SAFETY: `x` has `rows` numbers, at most as many as the group's sample, which is number `at` of `DEPTH`.
                unsafe { copy_row(simd, x.as_ptr(), packed.add(at * GROUP), rows) };
            });
            for at in (0..units).step_by(width) {
                let columns = width.min(units - at);
                let target = zeros.target(dw[row * units + at..].as_mut_ptr(), units);
                let target = target.of_run(&zeros, sample, depth, x.rows);
                let b = dy[at * x.rows + sample * width..].as_ptr();
                let factors = Factors { a: packed, a_row: 1, a_step: GROUP, b, b_step: width, depth };
                // SAFETY: the group holds `rows` numbers of `depth` samples; the strip at `at` holds all rows of `dy`, `width`
                // numbers each; and rows `row..row + rows` of `dw` have the strip's columns.
                unsafe { simd.strip(&Strip { rows, columns, parts: 1, factors, target }) };
            }
        }
    }
}

/// Computes the gradient.
#[inline(always)]
pub(super) fn bias_gradient<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: BiasGradient<'_, T>) {
    let BiasGradient { dy, rows, db } = task;
    let width = const { strip_width::<S, T>() };
    assert!(dy.len() >= db.len().div_ceil(width) * width * rows);
    let (one, zeros) = (T::one(), Zeros::new());
    for at in (0..db.len()).step_by(width) {
        let columns = width.min(db.len() - at);
        let b = dy[at * rows..].as_ptr();
        let factors = Factors { a: &raw const one, a_row: 0, a_step: 0, b, b_step: width, depth: rows };
        let target = zeros.target(db[at..].as_mut_ptr(), 0);
        // SAFETY: the only factor is `one`; the strip at `at` holds all rows of `dy`, and `db` has its columns.
        unsafe { simd.strip(&Strip { rows: 1, columns, parts: 1, factors, target }) };
    }
}
