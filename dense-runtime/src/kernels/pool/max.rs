//! The largest number that a window sees of each channel, and the way back through it.

use super::Pooled;
use crate::Element;
use crate::isa::{Isa, Op};
use crate::kernels::Windows;

/// The largest number that each window sees of each channel; NaN if it sees one.
#[derive(Debug)]
#[doc(hidden)]
pub struct MaxPool<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The numbers of all windows.
    pub y: &'a mut [T],
    /// How windows lie over an image.
    pub windows: Windows,
    /// How many rows and columns before the image the first window begins.
    pub before: [usize; 2],
}

impl<T: Element> Op for MaxPool<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let MaxPool { x, y, windows, before } = self;
        let channels = windows.filters;
        let images = x.chunks_exact(windows.image_len()).zip(y.chunks_exact_mut(windows.output_len()));
        for (x, y) in images {
            Pooled { windows, before }.each(|window, seen| {
                let y = &mut y[window * channels..][..channels];
                y.fill(T::neg_infinity());
                seen.each_place(windows.image, |place| {
                    for (y, &x) in y.iter_mut().zip(&x[place..][..channels]) {
                        *y = larger(*y, x);
                    }
                });
            });
        }
    }
}

/// NaN if one of them is that.
#[inline(always)]
fn larger<T: Element>(a: T, b: T) -> T {
    if a >= b || a.is_nan() { a } else { b }
}

/// From the gradients of what windows gave to those of the images. The gradient of each goes to the first of the largest numbers that
/// the window sees, row by row.
#[derive(Debug)]
#[doc(hidden)]
pub struct MaxPoolBack<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// What the windows gave.
    pub y: &'a [T],
    /// The gradients of that.
    pub dy: &'a [T],
    /// The gradients of the images.
    pub dx: &'a mut [T],
    /// How windows lie over an image.
    pub windows: Windows,
    /// How many rows and columns before the image the first window begins.
    pub before: [usize; 2],
    /// Whether this is also the way back through a `relu` that gave the images.
    pub rectify: bool,
}

impl<T: Element> Op for MaxPoolBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let MaxPoolBack { x, y, dy, dx, windows, before, rectify } = self;
        let channels = windows.filters;
        dx.fill(T::zero());
        let images = x.chunks_exact(windows.image_len()).zip(dx.chunks_exact_mut(windows.image_len()));
        let outputs = y.chunks_exact(windows.output_len()).zip(dy.chunks_exact(windows.output_len()));
        for ((x, dx), (y, dy)) in images.zip(outputs) {
            Pooled { windows, before }.each(|window, seen| {
                for channel in 0..channels {
                    let (y, dy) = (y[window * channels + channel], dy[window * channels + channel]);
                    let mut rest = if rectify && y <= T::zero() { T::zero() } else { dy };
                    seen.each_place(windows.image, |place| {
                        if x[place + channel] == y {
                            dx[place + channel] += rest;
                            rest = T::zero();
                        }
                    });
                }
            });
        }
    }
}
