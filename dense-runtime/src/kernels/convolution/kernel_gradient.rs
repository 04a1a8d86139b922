//! The way back of a convolution to its kernel and its bias.

use core::mem::MaybeUninit;
use core::ptr;

use super::super::Kernels;
use super::super::panel::{DEPTH, Panel, strip_width};
use super::super::windows::Windows;
use super::Groups;
use super::block::Block;
use super::cost::prefers_turned;
use super::rows::Rows;
use super::terms::{Terms, pieces};
use super::turned::{runs, turned};
use crate::Element;
use crate::simd::Simd;

/// The gradients of a convolution's kernel and bias, summed over all samples in their order.
#[derive(Debug)]
#[doc(hidden)]
pub struct KernelGradient<'a, T> {
    /// `[samples, height, width, channels]`
    pub x: &'a [T],
    /// `[samples, count[0], count[1], filters]`
    pub dy: &'a [T],
    /// `[size[0], size[1], channels / groups, filters]`, which is overwritten.
    pub dw: &'a mut [T],
    /// `[filters]`, which is overwritten.
    pub db: Option<&'a mut [T]>,
    /// How the windows lie over the image.
    pub windows: Windows,
}

/// Computes the gradients.
#[inline(always)]
pub(in super::super) fn kernel_gradient<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: KernelGradient<'_, T>) {
    let KernelGradient { x, dy, dw, mut db, windows } = task;
    windows.samples(x.len(), dy.len(), dw.len());
    let Windows { image: [_, width, channels], filters, size, dilation, .. } = windows;
    if x.is_empty() {
        dw.fill(T::zero());
    }
    if let Some(db) = &mut db {
        assert!(db.len() == filters);
        db.fill(T::zero());
    }
    let Groups { each, groups, inner, made } = windows.split();
    let strip = const { strip_width::<S, T>() };
    if !each && !x.is_empty() && prefers_turned::<S, T>(runs(&windows).0, made) {
        if let Some(db) = db {
            // SAFETY: the slice has `filters` numbers for each window.
            unsafe { add_rows(simd, dy.as_ptr(), filters, dy.len() / filters, db) };
        }
        return turned(simd, x, dy, dw, windows);
    }
    let terms = windows_of_a_sample(&windows);
    let mut panel = MaybeUninit::uninit();
    let samples = || x.chunks_exact(windows.image_len()).zip(dy.chunks_exact(windows.output_len()));
    for (sample, (x, dy)) in samples().enumerate() {
        for (group, at) in (0..groups).flat_map(|group| (0..made).step_by(strip).map(move |at| (group, at))) {
            let (columns, first) = (strip.min(made - at), group * made + at);
            let rows = Rows {
                counts: [size[0], size[1], inner],
                a: x[if each { at } else { group * inner }..].as_ptr(),
                a_steps: [dilation[0] * width * channels, dilation[1] * channels, 1],
                c: dw[first..].as_mut_ptr(),
                c_steps: [size[1] * inner * filters, inner * filters, filters],
            };
            let rows = rows.merged();
            let pack = !each && (columns % S::LANES > 0 || made > strip);
            // A single tile reads them once: they need not stay in the cache for the next one.
            let most = if pack || rows.len() > 9 { DEPTH } else { 3 * DEPTH };
            pieces(terms.counts, most, |piece| {
                let mut b = dy[piece.offset(terms.b_steps) + first..].as_ptr();
                let (mut b_step, mut of) = (filters, terms.of(piece));
                let (add, rectify, start) = (sample > 0 || piece.before > 0, false, ptr::null());
                // SAFETY: `Windows::samples` has seen that all windows lie within the image and that the slices are what they say.
                unsafe {
                    if pack {
                        b = Panel::copy(simd, &mut panel, b, b_step, piece.len(), columns);
                        (b_step, of) = (strip, of.packed(strip));
                    }
                    let rows = rows.read_from(piece.offset(terms.a_steps));
                    simd.block(&Block { rows, columns, terms: of, b, each, start, add, rectify });
                    if let Some(db) = &mut db {
                        add_rows(simd, b, b_step, piece.len(), &mut db[first..][..columns]);
                    }
                }
            });
        }
    }
}

/// The terms of the sums over a sample's windows, between which the numbers of an image and of an output lie so far apart.
#[inline(always)]
pub(super) fn windows_of_a_sample(windows: &Windows) -> Terms {
    let Windows { image: [_, width, channels], count, filters, strides, .. } = *windows;
    Terms::new(
        [1, count[0], count[1]],
        [0, strides[0] * width * channels, strides[1] * channels],
        [0, count[1] * filters, filters],
    )
}

/// Adds the rows of `b` to `sums`, four rows side by side, which are then added in their order.
///
/// # Safety
///
/// The `depth` rows are valid for reading as many numbers as `sums` has.
#[inline(always)]
unsafe fn add_rows<S: Simd<T>, T: Element>(simd: S, b: *const T, b_step: usize, depth: usize, sums: &mut [T]) {
    for (vector, sums) in sums.chunks_mut(S::LANES).enumerate() {
        let mut b = b.wrapping_add(vector * S::LANES);
        let mut side = [simd.splat(T::zero()); 4];
        // SAFETY: the caller vouches for the rows; `sums` is at most a vector.
        unsafe {
            for _ in 0..depth / 4 {
                for side in &mut side {
                    *side = simd.add(*side, simd.load_first(b, sums.len()));
                    b = b.wrapping_add(b_step);
                }
            }
            for _ in 0..depth % 4 {
                side[3] = simd.add(side[3], simd.load_first(b, sums.len()));
                b = b.wrapping_add(b_step);
            }
            let sum = simd.add(simd.add(side[0], side[1]), simd.add(side[2], side[3]));
            let there = simd.load_first(sums.as_ptr(), sums.len());
            simd.store_first(simd.add(there, sum), sums.as_mut_ptr(), sums.len());
        }
    }
}
