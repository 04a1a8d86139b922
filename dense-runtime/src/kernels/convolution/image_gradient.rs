//! The way back of a convolution to its image, which is the forward of a transposed convolution.

use super::super::windows::Windows;
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
pub(in super::super) fn image_gradient<S: Simd<T>, T: Element>(_simd: S, task: ImageGradient<'_, T>) {
    let ImageGradient { dy, kernel, start, dx, windows } = task;
    windows.samples(dx.len(), dy.len(), kernel.len());
    let Windows { image: [_, width, channels], count, filters, size, strides, dilation, groups } = windows;
    assert!(start.is_none_or(|start| start.len() == channels));
    let (inner, made) = (channels / groups, filters / groups);
    for (dx, dy) in dx.chunks_exact_mut(windows.image_len()).zip(dy.chunks_exact(windows.output_len())) {
        for place in dx.chunks_exact_mut(channels) {
            match start {
                Some(start) => place.copy_from_slice(start),
                None => place.fill(T::zero()),
            }
        }
        for tap in 0..size[0] * size[1] {
            let kernel = &kernel[tap * inner * filters..][..inner * filters];
            for (at, dy) in dy.chunks_exact(filters).enumerate() {
                let row = at / count[1] * strides[0] + tap / size[1] * dilation[0];
                let column = at % count[1] * strides[1] + tap % size[1] * dilation[1];
                let dx = &mut dx[(row * width + column) * channels..][..channels];
                for (channel, dx) in dx.iter_mut().enumerate() {
                    let first = channel / inner * made;
                    let kernel = &kernel[channel % inner * filters..][first..first + made];
                    let sum: T = dy[first..first + made].iter().zip(kernel).map(|(&dy, &k)| dy * k).sum();
                    *dx = *dx + sum;
                }
            }
        }
    }
}
