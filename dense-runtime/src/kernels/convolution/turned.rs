//! The way back to a kernel of few filters: they are the rows of a product, and the numbers that a window sees its columns.
//!
//! The other way round most lanes would have nothing to do.

use core::mem::MaybeUninit;
use core::ptr;

use super::super::Kernels;
use super::super::panel::{COLUMNS, DEPTH, Panel, strip_width};
use super::super::windows::Windows;
use super::Groups;
use super::block::Block;
use super::kernel_gradient::windows_of_a_sample;
use super::rows::Rows;
use super::terms::{Terms, pieces};
use crate::Element;
use crate::simd::Simd;

/// The numbers that a window sees next to each other, and how many such runs are in a row of it.
#[inline(always)]
pub(super) fn runs(windows: &Windows) -> (usize, usize) {
    let (across, inner) = (windows.size[1], windows.split().inner);
    if windows.groups == 1 && windows.dilation[1] == 1 { (across * inner, 1) } else { (inner, across) }
}

/// Computes the gradient `dw` of the kernel, as [`KernelGradient`](super::KernelGradient) has it, strip by strip of what the windows see.
#[inline(always)]
pub(super) fn turned<S: Simd<T> + Kernels<T>, T: Element>(simd: S, x: &[T], dy: &[T], dw: &mut [T], windows: Windows) {
    let (run, runs) = runs(&windows);
    let (Groups { groups, inner, made, .. }, strip) = (windows.split(), const { strip_width::<S, T>() });
    debug_assert!(run.is_multiple_of(S::LANES) && made <= DEPTH * COLUMNS / strip);
    let Terms { counts, a_steps, b_steps } = windows_of_a_sample(&windows);
    let terms = Terms { counts, a_steps: b_steps, b_steps: a_steps };
    let mut panel = MaybeUninit::<Panel<T>>::uninit();
    let sums = panel.as_mut_ptr().cast::<T>();
    for place in 0..groups * windows.size[0] * runs {
        let (group, row, column) = (place / (windows.size[0] * runs), place / runs % windows.size[0], place % runs);
        let seen = (row * windows.dilation[0] * windows.image[1] + column * windows.dilation[1]) * windows.image[2];
        for at in (0..run).step_by(strip) {
            let columns = strip.min(run - at);
            let samples = x.chunks_exact(windows.image_len()).zip(dy.chunks_exact(windows.output_len()));
            for (sample, (x, dy)) in samples.enumerate() {
                pieces(terms.counts, 3 * DEPTH, |piece| {
                    let rows = Rows {
                        counts: [1, 1, made],
                        a: dy[piece.offset(terms.a_steps) + group * made..].as_ptr(),
                        a_steps: [0, 0, 1],
                        c: sums,
                        c_steps: [0, 0, strip],
                    };
                    let b = x[seen + group * inner + at + piece.offset(terms.b_steps)..].as_ptr();
                    let (terms, each, start) = (terms.of(piece), false, ptr::null());
                    let (add, rectify) = (sample > 0 || piece.before > 0, false);
                    // SAFETY: `Windows::samples` has seen that all windows lie within the image and that the slices are what they
                    // say; runs are whole vectors; and the panel has a row for each filter, which is written before it is read.
                    unsafe { simd.block(&Block { rows, columns, terms, b, each, start, add, rectify }) };
                });
            }
            let first = (row * windows.size[1] + column) * inner + at;
            for (term, dw) in dw.chunks_exact_mut(windows.filters).skip(first).take(columns).enumerate() {
                for (filter, dw) in dw[group * made..][..made].iter_mut().enumerate() {
                    // SAFETY: the block has written the first `columns` numbers of each filter's row.
                    *dw = unsafe { *sums.add(filter * strip + term) };
                }
            }
        }
    }
}
