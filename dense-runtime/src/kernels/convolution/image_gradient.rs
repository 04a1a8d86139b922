//! The way back of a convolution to its image, which is the forward of a transposed convolution.

use core::mem::MaybeUninit;
use core::ptr;

use super::super::Kernels;
use super::super::panel::{COLUMNS, DEPTH, Panel, strip_width, transpose};
use super::super::windows::Windows;
use super::Groups;
use super::block::Block;
use super::cost::prefers_dots;
use super::dots::Dots;
use super::overlaps::Axis;
use super::rows::Rows;
use super::terms::{Terms, pieces};
use crate::Element;
use crate::simd::Simd;

/// The gradient of a convolution's images: each place gets what the windows over it pass back.
///
/// The order in which a number is summed depends on the windows alone: a sample gets the same bits alone and in a batch.
#[derive(Debug)]
#[doc(hidden)]
pub struct ImageGradient<'a, T> {
    /// `[samples, count[0], count[1], filters]`
    pub dy: &'a [T],
    /// `[size[0], size[1], channels / groups, filters]`
    pub kernel: &'a [T],
    /// `[channels]`: what each place begins with, in place of zeros. So this is a transposed convolution with a bias.
    pub start: Option<&'a [T]>,
    /// `[samples, height, width, channels]`, which is overwritten.
    pub dx: &'a mut [T],
    /// How the windows lie over the image.
    pub windows: Windows,
}

/// Computes the gradient: what is passed back to each place is a product of what came of the windows that see it with the part
/// of the kernel through which they do so. Places that are seen in the same way are the rows of one product.
#[inline(always)]
pub(in super::super) fn image_gradient<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: ImageGradient<'_, T>) {
    let ImageGradient { dy, kernel, start, dx, windows } = task;
    let samples = windows.samples(dx.len(), dy.len(), kernel.len());
    let Windows { image: [height, width, channels], count, filters, size, strides, dilation, .. } = windows;
    assert!(start.is_none_or(|start| start.len() == channels));
    if samples == 0 {
        return;
    }
    let Groups { each, groups, inner, made } = windows.split();
    let (inner, made) = if each { (channels, 1) } else { (inner, made) };
    let strip = const { strip_width::<S, T>() };
    let mut panel = MaybeUninit::<Panel<T>>::uninit();
    for (group, at) in (0..groups).flat_map(|group| (0..inner).step_by(strip).map(move |at| (group, at))) {
        let (columns, first) = (strip.min(inner - at), group * inner + at);
        // The filters of a tap lie next to each other, in the kernel as well.
        let as_dots = !each && prefers_dots::<S, T>(windows.terms_of_a_place(), inner);
        // Otherwise the part of the kernel for one piece of taps and filters is turned.
        let padded = columns.next_multiple_of(S::LANES);
        let most = if each || as_dots { usize::MAX } else { DEPTH * COLUMNS / inner.next_multiple_of(16).min(COLUMNS) };
        pieces([size[0], size[1], made], most, |piece| {
            let ([tap_row, tap_column, filter], [tap_rows, tap_columns, depth]) = (piece.at, piece.counts);
            let is_first = piece.before == 0;
            let start = start.filter(|_| is_first).map_or(ptr::null(), |start| start[first..].as_ptr());
            // Where the last tap of the piece is, and how far from it those before it are.
            let (b, tap_steps) = if each {
                (
                    kernel.as_ptr().wrapping_add(kernel.len() - filters + at),
                    [filters.wrapping_mul(size[1]), filters].map(usize::wrapping_neg),
                )
            } else if as_dots {
                let tap = inner * filters;
                (
                    kernel[kernel.len() - tap + at * filters + group * made..].as_ptr(),
                    [tap.wrapping_mul(size[1]), tap].map(usize::wrapping_neg),
                )
            } else {
                let to = panel.as_mut_ptr().cast::<T>();
                for tap in 0..tap_rows * tap_columns {
                    let (row, column) = (tap_row + tap / tap_columns, tap_column + tap % tap_columns);
                    let from = &kernel[((row * size[1] + column) * inner + at) * filters + group * made + filter..];
                    let to = to.wrapping_add((tap_rows * tap_columns - 1 - tap) * depth * padded);
                    // SAFETY: the kernel has `columns` rows from here on, and the panel has room for as many terms as are in a piece.
                    unsafe {
                        transpose(simd, from.as_ptr(), filters, to, padded, depth, columns);
                        clear_behind(to, padded, depth, columns);
                    }
                }
                (to.cast_const(), [tap_columns * depth * padded, depth * padded])
            };
            let axis = |axis: usize, places: usize, tap: usize, taps: usize| Axis {
                places: places - tap * dilation[axis],
                count: count[axis],
                stride: strides[axis],
                size: taps,
                dilation: dilation[axis],
            };
            let (down, across) = (axis(0, height, tap_row, tap_rows), axis(1, width, tap_column, tap_columns));
            let a_steps = [down.window_step() * count[1] * filters, across.window_step() * filters, 1];
            let next = if as_dots { 1 } else { padded };
            let b_steps =
                [tap_steps[0].wrapping_mul(down.tap_step()), tap_steps[1].wrapping_mul(across.tap_step()), next];
            down.visit(|row| {
                across.visit(|column| {
                    if !is_first && row.taps * column.taps == 0 {
                        return;
                    }
                    let place = (tap_row * dilation[0] + row.place) * width + tap_column * dilation[1] + column.place;
                    // From the last tap to the first, because the windows come in their order then.
                    let window = row.window * count[1] + column.window;
                    let rows = Rows {
                        counts: [samples, row.places, column.places],
                        a: dy.as_ptr().wrapping_add(window * filters + if each { at } else { group * made + filter }),
                        a_steps: [windows.output_len(), count[1] * filters, filters],
                        c: dx[place * channels + first..].as_mut_ptr(),
                        c_steps: [windows.image_len(), strides[0] * width * channels, strides[1] * channels],
                    };
                    let counts = [row.taps, column.taps, depth];
                    let skipped = [tap_rows - 1 - row.last_tap, tap_columns - 1 - column.last_tap];
                    let b = b.wrapping_add(skipped[0].wrapping_mul(tap_steps[0]));
                    let b = b.wrapping_add(skipped[1].wrapping_mul(tap_steps[1]));
                    let rows = rows.merged();
                    let (add, rectify) = (!is_first, false);
                    // SAFETY: `Windows::samples` has seen that all windows lie within the image and that the slices are what they say,
                    // and `Axis` that the rows' places are seen by windows that there are.
                    unsafe {
                        if as_dots {
                            let (terms, b_column) = (Terms { counts, a_steps, b_steps }, filters);
                            simd.dots(&Dots { rows, columns, terms, b, b_column, start, add, rectify });
                        } else {
                            let terms = Terms::new(counts, a_steps, b_steps);
                            simd.block(&Block { rows, columns, terms, b, each, start, add, rectify });
                        }
                    };
                });
            });
        });
    }
}

/// Makes the numbers behind the first `columns` of each row zero.
///
/// # Safety
///
/// There are `depth` rows of `width` numbers for writing.
#[inline(always)]
unsafe fn clear_behind<T: Element>(rows: *mut T, width: usize, depth: usize, columns: usize) {
    for row in 0..depth {
        for column in columns..width {
            // SAFETY: the caller vouches for this number.
            unsafe { *rows.add(row * width + column) = T::zero() };
        }
    }
}
