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
    let mut place = 0;
    for ([upper, lower], below) in between(height, size[0]) {
        for ([left, right], beyond) in between(width, size[1]) {
            let corner = |row, column, share| Corner { place: (row * width + column) * channels, share };
            let corners = [
                corner(upper, left, (1.0 - below) * (1.0 - beyond)),
                corner(upper, right, (1.0 - below) * beyond),
                corner(lower, left, below * (1.0 - beyond)),
                corner(lower, right, below * beyond),
            ];
            each(place, corners);
            place += channels;
        }
    }
}

/// For each place of a larger axis the two places that it lies between, and which share of the second goes there.
#[inline(always)]
fn between(places: usize, size: usize) -> impl Iterator<Item = ([usize; 2], f64)> {
    // Distances are in halves of a place of the larger axis, of which there are so many between two centers. The first place lies as far
    // from the center of the one before the first.
    let (whole, mut behind, mut rest) = (2 * size, 0, size + 1);
    (0..size * places).map(move |_| {
        if rest >= whole {
            (behind, rest) = (behind + 1, rest - whole);
        }
        let found = ([behind.max(1) - 1, behind.min(places - 1)], rest as f64 / whole as f64);
        rest += 2;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    /// The share of place `from` in place `to` of a larger axis: less the farther their centers are apart.
    fn share(from: usize, to: usize, places: usize, size: usize) -> f64 {
        let center = ((to as f64 + 0.5) / size as f64 - 0.5).clamp(0.0, places as f64 - 1.0);
        (1.0 - (center - from as f64).abs()).max(0.0)
    }

    #[test]
    fn numbers_lie_on_straight_lines_between_centers() {
        for image @ [height, width, channels] in [[1, 1, 1], [1, 5, 3], [4, 1, 2], [2, 3, 1], [3, 3, 17], [2, 2, 64]] {
            for size @ [down, across] in [[1, 1], [1, 2], [2, 1], [2, 2], [3, 2], [2, 5]] {
                let (len, larger) = (height * width * channels, height * width * channels * down * across);
                let x: Vec<f64> = (0..2 * len).map(|at| (at * 7 % 11) as f64 - 5.0).collect();
                let dy: Vec<f64> = (0..2 * larger).map(|at| (at * 5 % 13) as f64 - 6.0).collect();
                let (mut y, mut dx) = (vec![-1.0; dy.len()], vec![-1.0; x.len()]);
                f64::interpolate(Interpolate { x: &x, y: &mut y, image, size });
                f64::interpolate_back(InterpolateBack { dy: &dy, dx: &mut dx, image, size });
                let (mut expected, mut gradients) = (vec![0.0; y.len()], vec![0.0; x.len()]);
                for to in 0..2 * larger {
                    let place = to % larger / channels;
                    for from in (to % channels..len).step_by(channels) {
                        let (row, column) = (from / channels / width, from / channels % width);
                        let share = share(row, place / (across * width), height, down)
                            * share(column, place % (across * width), width, across);
                        let from = to / larger * len + from;
                        expected[to] += share * x[from];
                        gradients[from] += share * dy[to];
                    }
                }
                let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-12;
                assert!(y.iter().zip(&expected).all(near), "{image:?} {size:?}: {y:?}, not {expected:?}");
                assert!(dx.iter().zip(&gradients).all(near), "{image:?} {size:?}: {dx:?}, not {gradients:?}");
            }
        }
    }

    /// The numbers are those of `keras.layers.UpSampling2D((2, 3), interpolation="bilinear")`.
    #[test]
    fn keras_gives_the_same() {
        let x = [0.0, 1.0, 4.0, 9.0];
        let mut y = [-1.0; 24];
        f64::interpolate(Interpolate { x: &x, y: &mut y, image: [2, 2, 1], size: [2, 3] });
        #[rustfmt::skip]
        let expected = [
            0.0, 0.0, 0.333_333_3, 0.666_666_7, 1.0, 1.0,
            1.0, 1.0, 1.666_666_7, 2.333_333_3, 3.0, 3.0,
            3.0, 3.0, 4.333_333_3, 5.666_666_7, 7.0, 7.0,
            4.0, 4.0, 5.666_666_7, 7.333_333_3, 9.0, 9.0,
        ];
        assert!(y.iter().zip(&expected).all(|(y, expected)| (y - expected).abs() < 1e-6), "{y:?}");
    }
}
