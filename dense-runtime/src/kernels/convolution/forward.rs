//! `y = x * kernel + bias`: the forward convolution.

use super::super::windows::Windows;
use crate::Element;
use crate::simd::Simd;

/// `y = x * kernel + bias` for one sample or several behind each other.
///
/// The order in which a number is summed depends on the windows alone: a sample gets the same bits alone and in a batch.
#[derive(Debug)]
#[doc(hidden)]
pub struct Convolve<'a, T> {
    /// `[samples, height, width, channels]`
    pub x: &'a [T],
    /// `[size[0], size[1], channels / groups, filters]`
    pub kernel: &'a [T],
    /// `[filters]`
    pub bias: Option<&'a [T]>,
    /// `[samples, count[0], count[1], filters]`, which is overwritten.
    pub y: &'a mut [T],
    /// How the windows lie over the image.
    pub windows: Windows,
    /// Whether `relu` follows.
    pub rectify: bool,
}

/// Computes the convolution.
#[inline(always)]
pub(in super::super) fn convolve<S: Simd<T>, T: Element>(_simd: S, task: Convolve<'_, T>) {
    let Convolve { x, kernel, bias, y, windows, rectify } = task;
    windows.samples(x.len(), y.len(), kernel.len());
    let Windows { image: [_, width, channels], count, filters, size, strides, dilation, groups } = windows;
    assert!(bias.is_none_or(|bias| bias.len() == filters));
    let (inner, made) = (channels / groups, filters / groups);
    for (x, y) in x.chunks_exact(windows.image_len()).zip(y.chunks_exact_mut(windows.output_len())) {
        for (at, y) in y.chunks_exact_mut(filters).enumerate() {
            let (row, column) = (at / count[1] * strides[0], at % count[1] * strides[1]);
            for (filter, y) in y.iter_mut().enumerate() {
                let first = filter / made * inner;
                let mut sum = bias.map_or(T::zero(), |bias| bias[filter]);
                for tap in 0..size[0] * size[1] {
                    let (row, column) = (row + tap / size[1] * dilation[0], column + tap % size[1] * dilation[1]);
                    let x = &x[(row * width + column) * channels + first..][..inner];
                    let kernel = kernel[tap * inner * filters..].iter().skip(filter).step_by(filters);
                    for (&x, &k) in x.iter().zip(kernel) {
                        sum = sum + x * k;
                    }
                }
                *y = if rectify && sum < T::zero() { T::zero() } else { sum };
            }
        }
    }
}
