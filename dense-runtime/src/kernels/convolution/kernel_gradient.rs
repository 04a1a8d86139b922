//! The way back of a convolution to its kernel and its bias.

use super::super::windows::Windows;
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
pub(in super::super) fn kernel_gradient<S: Simd<T>, T: Element>(_simd: S, task: KernelGradient<'_, T>) {
    let KernelGradient { x, dy, dw, db, windows } = task;
    windows.samples(x.len(), dy.len(), dw.len());
    let Windows { image: [_, width, channels], count, filters, size, strides, dilation, groups } = windows;
    let (inner, made) = (channels / groups, filters / groups);
    dw.fill(T::zero());
    for (x, dy) in x.chunks_exact(windows.image_len()).zip(dy.chunks_exact(windows.output_len())) {
        for (row, dw) in dw.chunks_exact_mut(filters).enumerate() {
            let (tap, channel) = (row / inner, row % inner);
            for (filter, dw) in dw.iter_mut().enumerate() {
                let channel = filter / made * inner + channel;
                let mut sum = T::zero();
                for (at, dy) in dy.chunks_exact(filters).enumerate() {
                    let row = at / count[1] * strides[0] + tap / size[1] * dilation[0];
                    let column = at % count[1] * strides[1] + tap % size[1] * dilation[1];
                    sum = sum + x[(row * width + column) * channels + channel] * dy[filter];
                }
                *dw = *dw + sum;
            }
        }
    }
    if let Some(db) = db {
        assert!(db.len() == filters);
        db.fill(T::zero());
        for dy in dy.chunks_exact(filters) {
            for (db, &dy) in db.iter_mut().zip(dy) {
                *db = *db + dy;
            }
        }
    }
}
