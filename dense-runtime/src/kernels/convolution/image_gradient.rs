//! The way back of a convolution to its image, which is the forward of a transposed convolution.

use core::mem::MaybeUninit;
use core::ptr;

use super::super::Kernels;
use super::super::panel::{DEPTH, Panel, strip_width};
use super::super::windows::Windows;
use super::block::Block;
use super::rows::Rows;
use super::terms::Terms;
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

/// Computes the gradient.
#[inline(always)]
pub(in super::super) fn image_gradient<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: ImageGradient<'_, T>) {
    let ImageGradient { dy, kernel, start, dx, windows } = task;
    let samples = windows.samples(dx.len(), dy.len(), kernel.len());
    let Windows { image: [_, width, channels], count, filters, size, strides, dilation, groups } = windows;
    assert!(start.is_none_or(|start| start.len() == channels));
    if samples == 0 {
        return;
    }
    match start {
        Some(start) => dx.chunks_exact_mut(channels).for_each(|place| place.copy_from_slice(start)),
        None => dx.fill(T::zero()),
    }
    let (inner, made) = (channels / groups, filters / groups);
    let strip = const { strip_width::<S, T>() };
    let mut panel = MaybeUninit::uninit();
    for (group, at) in (0..groups).flat_map(|group| (0..inner).step_by(strip).map(move |at| (group, at))) {
        let columns = strip.min(inner - at);
        for tap in 0..size[0] * size[1] {
            let place = tap / size[1] * dilation[0] * width + tap % size[1] * dilation[1];
            let rows = Rows {
                counts: [samples, count[0], count[1]],
                a: dy[group * made..].as_ptr(),
                a_steps: [windows.output_len(), count[1] * filters, filters],
                c: dx[place * channels + group * inner + at..].as_mut_ptr(),
                c_steps: [windows.image_len(), strides[0] * width * channels, strides[1] * channels],
            };
            let kernel = &kernel[(tap * inner + at) * filters + group * made..];
            Terms::new([1, 1, made], [0, 0, 1]).pieces(DEPTH, |piece| {
                let depth = piece.terms.len();
                // SAFETY: `Windows::samples` has seen that all windows lie within the image and that the slices are what they say.
                // The windows' places for one tap are different ones.
                unsafe {
                    let b = Panel::transpose(simd, &mut panel, kernel[piece.first..].as_ptr(), filters, depth, columns);
                    Panel::clear_behind(simd, &mut panel, depth, columns);
                    let (rows, terms, start) = (rows.read_from(piece.offset), piece.terms, ptr::null());
                    simd.block(&Block { rows, columns, terms, b, b_step: strip, start, add: true, rectify: false });
                }
            });
        }
    }
}
