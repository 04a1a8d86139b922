//! The mean of what a window sees of each channel, and the way back through it.

use super::fold::Statistic;
use super::spread::Share;
use super::{Pooled, folds, spreads};
use crate::Element;
use crate::kernels::Windows;
use crate::simd::Simd;

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

/// The mean.
struct Mean;

impl<T: Element> Statistic<T> for Mean {
    fn nothing() -> T {
        T::zero()
    }

    #[inline(always)]
    fn and<S: Simd<T>>(simd: S, folded: S::Vector, x: S::Vector) -> S::Vector {
        simd.add(folded, x)
    }

    #[inline(always)]
    fn of<S: Simd<T>>(simd: S, folded: S::Vector, count: usize) -> S::Vector {
        simd.mul_add(folded, simd.splat(T::of(1.0 / count as f64)), simd.splat(T::zero()))
    }

    #[inline(always)]
    fn and_one(folded: T, x: T) -> T {
        folded + x
    }

    #[inline(always)]
    fn of_one(folded: T, count: usize) -> T {
        folded * T::of(1.0 / count as f64)
    }
}

folds!(AveragePool: Mean);

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

/// As much for each place as for others.
struct Even;

impl<T: Element> Share<T> for Even {
    const LOOKS: bool = false;

    #[inline(always)]
    fn whole<S: Simd<T>>(&self, simd: S, _: S::Vector, dy: S::Vector, count: usize) -> S::Vector {
        Mean::of(simd, dy, count)
    }

    #[inline(always)]
    fn next<S: Simd<T>>(_: S, _: S::Vector, _: S::Vector, rest: S::Vector) -> (S::Vector, S::Vector) {
        (rest, rest)
    }
}

spreads!(AveragePoolBack {}: (&[], &[], Even));
