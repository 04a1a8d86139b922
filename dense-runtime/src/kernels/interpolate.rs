//! Larger images, whose numbers lie between those of an image, and the way back to it.
//!
//! Places are squares, and what is asked for are the numbers at their centers. Between the centers of two places numbers change along
//! a straight line; beyond the outermost centers they stay as they are. This is what Keras calls `"bilinear"`.

use crate::Element;
use crate::isa::{Isa, Op};

/// Makes each image larger, by so many places for one.
#[derive(Debug)]
#[doc(hidden)]
pub struct Interpolate<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The larger images.
    pub y: &'a mut [T],
    /// Height, width and channels of an image.
    pub image: [usize; 3],
    /// How many rows come of one, and how many columns.
    pub size: [usize; 2],
}

impl<T: Element> Op for Interpolate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Interpolate { x, y, image, size } = self;
        let channels = image[2];
        let (len, larger_len) = lens(image, size);
        for (x, y) in x.chunks_exact(len).zip(y.chunks_exact_mut(larger_len)) {
            each_place(image, size, |place, corners| {
                let y = &mut y[place..][..channels];
                let [a, b, c, d] = corners.map(|corner| &x[corner.place..][..channels]);
                let [of_a, of_b, of_c, of_d] = corners.map(|corner| T::of(corner.share));
                for ((y, (&a, &b)), (&c, &d)) in y.iter_mut().zip(a.iter().zip(b)).zip(c.iter().zip(d)) {
                    *y = (a * of_a + b * of_b) + (c * of_c + d * of_d);
                }
            });
        }
    }
}

/// From the gradients of the larger images to those of the images.
#[derive(Debug)]
#[doc(hidden)]
pub struct InterpolateBack<'a, T> {
    /// The gradients of the larger images.
    pub dy: &'a [T],
    /// The gradients of the images.
    pub dx: &'a mut [T],
    /// Height, width and channels of an image.
    pub image: [usize; 3],
    /// How many rows come of one, and how many columns.
    pub size: [usize; 2],
}

impl<T: Element> Op for InterpolateBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let InterpolateBack { dy, dx, image, size } = self;
        let channels = image[2];
        let (len, larger_len) = lens(image, size);
        dx.fill(T::zero());
        for (dy, dx) in dy.chunks_exact(larger_len).zip(dx.chunks_exact_mut(len)) {
            each_place(image, size, |place, corners| {
                let dy = &dy[place..][..channels];
                for corner in corners {
                    let share = T::of(corner.share);
                    let dx = &mut dx[corner.place..][..channels];
                    dx.iter_mut().zip(dy).for_each(|(dx, &dy)| *dx += dy * share);
                }
            });
        }
    }
}

/// How many numbers an image has, and a larger one.
fn lens(image: [usize; 3], size: [usize; 2]) -> (usize, usize) {
    let len = image[0] * image[1] * image[2];
    (len, size[0] * size[1] * len)
}

/// One of the four places that a place of the larger image lies between.
#[derive(Clone, Copy)]
struct Corner {
    /// Where its numbers begin.
    place: usize,
    /// Which share of them goes there. The shares of all four add up to 1.
    share: f64,
}

/// Calls `each` with where the numbers of every place of a larger image begin, and with what it lies between.
#[inline(always)]
fn each_place(image: [usize; 3], size: [usize; 2], mut each: impl FnMut(usize, [Corner; 4])) {
    let [height, width, channels] = image;
    let larger_width = size[1] * width;
    for row in 0..size[0] * height {
        let ([upper, lower], below) = between(row, height, size[0]);
        for column in 0..larger_width {
            let ([left, right], beyond) = between(column, width, size[1]);
            let corner = |row, column, share| Corner { place: (row * width + column) * channels, share };
            let corners = [
                corner(upper, left, (1.0 - below) * (1.0 - beyond)),
                corner(upper, right, (1.0 - below) * beyond),
                corner(lower, left, below * (1.0 - beyond)),
                corner(lower, right, below * beyond),
            ];
            each((row * larger_width + column) * channels, corners);
        }
    }
}

/// The two places that place `at` of a larger axis lies between, and which share of the second goes there.
#[inline(always)]
fn between(at: usize, places: usize, size: usize) -> ([usize; 2], f64) {
    // Twice as far as from the center of the place before the first, in places of the larger axis.
    let from_center = 2 * at + 1 + size;
    let (before, rest) = (from_center / (2 * size), from_center % (2 * size));
    ([before.max(1) - 1, before.min(places - 1)], rest as f64 / (2 * size) as f64)
}
