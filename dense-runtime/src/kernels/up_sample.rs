//! Larger images, in which each place is repeated, and the way back to them.

use crate::Element;
use crate::isa::{Isa, Op};

/// Repeats each place of each image, down and across.
#[derive(Debug)]
#[doc(hidden)]
pub struct UpSample<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The larger images.
    pub y: &'a mut [T],
    /// Height, width and channels of an image.
    pub image: [usize; 3],
    /// How many rows come of one, and how many columns.
    pub size: [usize; 2],
}

impl<T: Element> Op for UpSample<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let UpSample { x, y, image: [_, width, channels], size: [down, across] } = self;
        let (row, larger_row) = (width * channels, across * width * channels);
        for (x, y) in x.chunks_exact(row).zip(y.chunks_exact_mut(down * larger_row)) {
            let (first, others) = y.split_at_mut(larger_row);
            for (x, y) in x.chunks_exact(channels).zip(first.chunks_exact_mut(across * channels)) {
                y.chunks_exact_mut(channels).for_each(|y| y.copy_from_slice(x));
            }
            others.chunks_exact_mut(larger_row).for_each(|other| other.copy_from_slice(first));
        }
    }
}

/// From the gradients of the larger images to those of the images: sums over the places that came of one.
#[derive(Debug)]
#[doc(hidden)]
pub struct UpSampleBack<'a, T> {
    /// The gradients of the larger images.
    pub dy: &'a [T],
    /// The gradients of the images.
    pub dx: &'a mut [T],
    /// Height, width and channels of an image.
    pub image: [usize; 3],
    /// How many rows come of one, and how many columns.
    pub size: [usize; 2],
}

impl<T: Element> Op for UpSampleBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let UpSampleBack { dy, dx, image: [_, width, channels], size: [down, across] } = self;
        let (row, larger_row) = (width * channels, across * width * channels);
        dx.fill(T::zero());
        for (dy, dx) in dy.chunks_exact(down * larger_row).zip(dx.chunks_exact_mut(row)) {
            for dy in dy.chunks_exact(larger_row) {
                for (dy, dx) in dy.chunks_exact(across * channels).zip(dx.chunks_exact_mut(channels)) {
                    for dy in dy.chunks_exact(channels) {
                        dx.iter_mut().zip(dy).for_each(|(dx, &dy)| *dx += dy);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    #[test]
    fn places_are_repeated_and_their_gradients_summed() {
        for image @ [height, width, channels] in [[1, 1, 1], [1, 5, 3], [4, 1, 2], [2, 3, 1], [3, 3, 17], [2, 2, 64]] {
            for size @ [down, across] in [[1, 1], [1, 2], [2, 1], [2, 2], [3, 2], [2, 5]] {
                let len = height * width * channels;
                let x: Vec<f32> = (0..2 * len).map(|at| (at * 7 % 11) as f32 - 5.0).collect();
                let dy: Vec<f32> = (0..2 * len * down * across).map(|at| (at * 5 % 13) as f32 - 6.0).collect();
                let (mut y, mut dx) = (vec![-1.0; dy.len()], vec![-1.0; x.len()]);
                f32::up_sample(UpSample { x: &x, y: &mut y, image, size });
                f32::up_sample_back(UpSampleBack { dy: &dy, dx: &mut dx, image, size });
                let mut sums = vec![0.0; x.len()];
                for (at, (&y, &dy)) in y.iter().zip(&dy).enumerate() {
                    let (channel, column) = (at % channels, at / channels % (across * width) / across);
                    let row = at / channels / (across * width) / down;
                    let from = (row * width + column) * channels + channel;
                    assert_eq!(y, x[from], "{image:?} {size:?} {at}");
                    sums[from] += dy;
                }
                assert_eq!(dx, sums, "{image:?} {size:?}");
            }
        }
    }
}
