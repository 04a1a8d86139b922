//! The mean of what a window sees of each channel, and the way back through it.

use super::Pooled;
use crate::Element;
use crate::isa::{Isa, Op};
use crate::kernels::Windows;

/// The mean of what each window sees of each channel.
#[derive(Debug)]
#[doc(hidden)]
pub struct AveragePool<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The means of all windows.
    pub y: &'a mut [T],
    /// How windows lie over an image.
    pub windows: Windows,
    /// How many rows and columns before the image the first window begins.
    pub before: [usize; 2],
}

impl<T: Element> Op for AveragePool<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AveragePool { x, y, windows, before } = self;
        let channels = windows.filters;
        let images = x.chunks_exact(windows.image_len()).zip(y.chunks_exact_mut(windows.output_len()));
        for (x, y) in images {
            Pooled { windows, before }.each(|window, seen| {
                let y = &mut y[window * channels..][..channels];
                y.fill(T::zero());
                seen.each_place(windows.image, |place| {
                    for (y, &x) in y.iter_mut().zip(&x[place..][..channels]) {
                        *y += x;
                    }
                });
                let count = T::of(seen.places() as f64);
                y.iter_mut().for_each(|y| *y /= count);
            });
        }
    }
}

/// From the gradients of the means to those of the images.
#[derive(Debug)]
#[doc(hidden)]
pub struct AveragePoolBack<'a, T> {
    /// The gradients of the means.
    pub dy: &'a [T],
    /// The gradients of the images.
    pub dx: &'a mut [T],
    /// How windows lie over an image.
    pub windows: Windows,
    /// How many rows and columns before the image the first window begins.
    pub before: [usize; 2],
}

impl<T: Element> Op for AveragePoolBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AveragePoolBack { dy, dx, windows, before } = self;
        let channels = windows.filters;
        dx.fill(T::zero());
        let images = dy.chunks_exact(windows.output_len()).zip(dx.chunks_exact_mut(windows.image_len()));
        for (dy, dx) in images {
            Pooled { windows, before }.each(|window, seen| {
                let dy = &dy[window * channels..][..channels];
                let count = T::of(seen.places() as f64);
                seen.each_place(windows.image, |place| {
                    for (dx, &dy) in dx[place..][..channels].iter_mut().zip(dy) {
                        *dx += dy / count;
                    }
                });
            });
        }
    }
}
