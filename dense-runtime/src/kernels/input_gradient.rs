//! `dx = dy · wᵀ`: what a `Dense` layer passes back to its input.

use core::mem::MaybeUninit;

use super::Kernels;
use super::panel::{DEPTH, Panel, strip_width};
use super::strip::Strip;
use super::tile::{Factors, Zeros};
use crate::Element;
use crate::simd::Simd;

/// `dx = dy · wᵀ` for row-major matrices: `dy` is `[rows, units]`, `w` is `[inputs, units]`, `dx` is `[rows, inputs]`.
///
/// Element `(r, i)` is `dy[r,0]·w[i,0] + dy[r,1]·w[i,1] + ...`, summed in this order: parts of `w` are turned on their way
/// into a panel, and the rest is the forward product.
#[derive(Debug)]
#[doc(hidden)]
pub struct InputGradient<'a, T> {
    /// `[rows, units]`
    pub dy: &'a [T],
    /// `[inputs, units]`
    pub w: &'a [T],
    /// `[rows, inputs]`
    pub dx: &'a mut [T],
    /// The length of `dx`'s rows.
    pub inputs: usize,
    /// The length of `dy`'s and `w`'s rows.
    pub units: usize,
}

/// Computes the gradient.
#[inline(always)]
pub(super) fn input_gradient<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: InputGradient<'_, T>) {
    let InputGradient { dy, w, dx, inputs, units } = task;
    assert!(inputs > 0 && units > 0 && w.len() == inputs * units);
    let rows = dy.len() / units;
    assert!(dy.len() == rows * units && dx.len() == rows * inputs);
    if rows == 0 {
        return;
    }
    let width = const { strip_width::<S, T>() };
    let zeros = Zeros::new();
    let mut panel = MaybeUninit::uninit();
    for at in (0..inputs).step_by(width) {
        let columns = width.min(inputs - at);
        let target = zeros.target(dx[at..].as_mut_ptr(), inputs);
        for first in (0..units).step_by(DEPTH) {
            let depth = DEPTH.min(units - first);
            // SAFETY: rows `at..at + columns` of `w` from `first` on, and the columns of `dy` that meet them, are within the
            // slices as they were just checked; so are columns `at..at + columns` of `dx`, which is borrowed mutably.
            unsafe {
                let b = Panel::transpose(simd, &mut panel, w[at * units + first..].as_ptr(), units, depth, columns);
                let a = dy[first..].as_ptr();
                let factors = Factors { a, a_row: units, a_step: 1, b, b_step: width, depth };
                let target = target.of_run(&zeros, first, depth, units);
                simd.strip(&Strip { rows, columns, parts: 1, factors, target });
            }
        }
    }
}
