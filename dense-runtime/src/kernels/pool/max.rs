//! The largest number that a window sees of each channel, and the way back through it.

use super::fold::Statistic;
use super::spread::Share;
use super::{Pooled, folds, spreads};
use crate::Element;
use crate::kernels::Windows;
use crate::simd::Simd;

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

/// The largest number.
struct Largest;

impl<T: Element> Statistic<T> for Largest {
    fn nothing() -> T {
        T::neg_infinity()
    }

    #[inline(always)]
    fn and<S: Simd<T>>(simd: S, folded: S::Vector, x: S::Vector) -> S::Vector {
        simd.larger(folded, x)
    }

    #[inline(always)]
    fn of<S: Simd<T>>(_: S, folded: S::Vector, _: usize) -> S::Vector {
        folded
    }

    #[inline(always)]
    fn and_one(folded: T, x: T) -> T {
        if x > folded || x.is_nan() { x } else { folded }
    }

    #[inline(always)]
    fn of_one(folded: T, _: usize) -> T {
        folded
    }
}

folds!(MaxPool: Largest);

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

/// The whole gradient for the first place with the largest number.
struct First {
    rectify: bool,
}

impl<T: Element> Share<T> for First {
    const LOOKS: bool = true;

    #[inline(always)]
    fn whole<S: Simd<T>>(&self, simd: S, y: S::Vector, dy: S::Vector, _: usize) -> S::Vector {
        // Where the largest number was rectified, no number of the window has a gradient.
        let zero = simd.splat(T::zero());
        if self.rectify { simd.where_equal(simd.rectify(y), zero, zero, dy) } else { dy }
    }

    #[inline(always)]
    fn next<S: Simd<T>>(simd: S, x: S::Vector, y: S::Vector, rest: S::Vector) -> (S::Vector, S::Vector) {
        let zero = simd.splat(T::zero());
        (simd.where_equal(x, y, rest, zero), simd.where_equal(x, y, zero, rest))
    }
}

spreads!(MaxPoolBack { x, y, rectify }: (x, y, First { rectify }));
