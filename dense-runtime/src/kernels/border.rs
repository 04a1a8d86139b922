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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    /// All small images within all that are a little larger.
    #[test]
    fn images_lie_within_zeros_and_are_found_there() {
        for [height, width, channels] in [[1, 1, 1], [1, 5, 3], [4, 1, 2], [2, 3, 1], [3, 3, 17]] {
            for sides in 0..81 {
                let [above, below, left, right] = [sides % 3, sides / 3 % 3, sides / 9 % 3, sides / 27];
                let (from, to) = ([height, width, channels], [height + above + below, width + left + right, channels]);
                let before = [above, left];
                let x: Vec<f64> = (0..2 * height * width * channels).map(|at| 1.0 + at as f64).collect();
                let mut y = vec![-1.0; 2 * to.iter().product::<usize>()];
                f64::pad(Pad { x: &x, y: &mut y, from, to, before });
                for (at, &y) in y.iter().enumerate() {
                    let [channel, column, row] = [at % channels, at / channels % to[1], at / channels / to[1] % to[0]];
                    let image = at / channels / to[1] / to[0];
                    let is_inside = (above..above + height).contains(&row) && (left..left + width).contains(&column);
                    let place = |(row, column)| ((image * height + row) * width + column) * channels + channel;
                    let expected = if is_inside { x[place((row - above, column - left))] } else { 0.0 };
                    assert_eq!(y, expected, "{from:?} {to:?} {before:?} {at}");
                }
                // Where there were zeros, gradients are left out.
                let dy: Vec<f64> = y.iter().map(|&y| if y == 0.0 { -7.0 } else { y }).collect();
                let mut back = vec![-1.0; x.len()];
                f64::crop(Crop { x: &dy, y: &mut back, from: to, to: from, before });
                assert_eq!(back, x, "{from:?} {to:?} {before:?}");
            }
        }
    }
}
