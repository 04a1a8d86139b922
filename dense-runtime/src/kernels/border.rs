//! Zeros around an image, and what is within them.

use crate::Element;
use crate::isa::{Isa, Op};

/// Puts each image into a larger one, with zeros around it. This is also the way back through [`Crop`].
#[derive(Debug)]
#[doc(hidden)]
pub struct Pad<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The larger images.
    pub y: &'a mut [T],
    /// Height, width and channels of an image.
    pub from: [usize; 3],
    /// Those of a larger image.
    pub to: [usize; 3],
    /// How many rows and how many columns of zeros come before the image.
    pub before: [usize; 2],
}

impl<T: Element> Op for Pad<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Pad { x, y, from: [height, width, channels], to, before: [above, left] } = self;
        let [row, whole_row] = [width, to[1]].map(|width| width * channels);
        let images = x.chunks_exact(height * row).zip(y.chunks_exact_mut(to[0] * whole_row));
        for (x, y) in images {
            // The zeros on both sides of a row's end lie side by side: they and those above the image are one piece.
            let first = above * whole_row + left * channels;
            let (zeros, mut rest) = y.split_at_mut(first);
            zeros.fill(T::zero());
            for (at, x) in x.chunks_exact(row).enumerate() {
                let (inside, behind) = rest.split_at_mut(row);
                inside.copy_from_slice(x);
                let between = if at + 1 < height { whole_row - row } else { behind.len() };
                let (zeros, behind) = behind.split_at_mut(between);
                zeros.fill(T::zero());
                rest = behind;
            }
        }
    }
}

/// Takes from each image the part that [`Pad`] would put there. This is also the way back through it.
#[derive(Debug)]
#[doc(hidden)]
pub struct Crop<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The smaller images.
    pub y: &'a mut [T],
    /// Height, width and channels of an image.
    pub from: [usize; 3],
    /// Those of a smaller image.
    pub to: [usize; 3],
    /// How many rows and how many columns come before it.
    pub before: [usize; 2],
}

impl<T: Element> Op for Crop<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Crop { x, y, from, to: [height, width, channels], before: [above, left] } = self;
        let [whole_row, row] = [from[1], width].map(|width| width * channels);
        let images = x.chunks_exact(from[0] * whole_row).zip(y.chunks_exact_mut(height * row));
        for (x, y) in images {
            let rows = x.chunks_exact(whole_row).skip(above);
            for (x, y) in rows.zip(y.chunks_exact_mut(row)) {
                y.copy_from_slice(&x[left * channels..][..row]);
            }
        }
    }
}
