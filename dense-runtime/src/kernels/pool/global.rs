//! The way back through the largest number of a whole image.

use crate::Element;
use crate::isa::{Isa, Op};
use crate::kernels::columns::{in_parts, of_part, part, part_mut};

/// From the gradients of the largest numbers of each channel to those of the images. All places with the largest number share a
/// gradient, as they do in Keras, where only [windows](super::MaxPoolBack) choose the first one.
#[derive(Debug)]
#[doc(hidden)]
pub struct GlobalMaxPoolBack<'a, T> {
    /// The images.
    pub x: &'a [T],
    /// The largest numbers.
    pub y: &'a [T],
    /// The gradients of those.
    pub dy: &'a [T],
    /// The gradients of the images.
    pub dx: &'a mut [T],
    /// How many places an image has.
    pub places: usize,
    /// How many channels a place has.
    pub channels: usize,
    /// Whether this is also the way back through a `relu` that gave the images.
    pub rectify: bool,
}

impl<T: Element> Op for GlobalMaxPoolBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let GlobalMaxPoolBack { x, y, dy, dx, places, channels, rectify } = self;
        let images = x.chunks_exact(places * channels).zip(dx.chunks_exact_mut(places * channels));
        for ((x, dx), (y, dy)) in images.zip(y.chunks_exact(channels).zip(dy.chunks_exact(channels))) {
            Image { x, dx, y, dy, rectify }.run::<I>();
        }
    }
}

struct Image<'a, T> {
    x: &'a [T],
    dx: &'a mut [T],
    y: &'a [T],
    dy: &'a [T],
    rectify: bool,
}

impl<T: Element> Image<'_, T> {
    #[inline(always)]
    fn run<I: Isa>(mut self) {
        in_parts!(I, T, self.y.len(), self.part());
    }

    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let channels = self.y.len();
        let (y, mut shares) = (of_part::<T, N>(self.y, at), of_part::<T, N>(self.dy, at));
        let mut counts = [T::zero(); N];
        for x in self.x.chunks_exact(channels) {
            for ((count, &x), &y) in counts.iter_mut().zip(part::<T, N>(x, at)).zip(&y) {
                *count += if x == y { T::one() } else { T::zero() };
            }
        }
        for ((share, &count), &y) in shares.iter_mut().zip(&counts).zip(&y) {
            let has_none = self.rectify && y <= T::zero();
            *share = if has_none { T::zero() } else { *share / count };
        }
        for (x, dx) in self.x.chunks_exact(channels).zip(self.dx.chunks_exact_mut(channels)) {
            for ((dx, &x), (&share, &y)) in
                part_mut::<T, N>(dx, at).iter_mut().zip(part::<T, N>(x, at)).zip(shares.iter().zip(&y))
            {
                *dx = if x == y { share } else { T::zero() };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    #[test]
    fn all_of_the_largest_share_a_gradient() {
        for (places, channels) in [(1, 1), (9, 1), (4, 3), (30, 8), (7, 33), (12, 70)] {
            let len = places * channels;
            let x: Vec<f64> = (0..2 * len).map(|at| ((at * at * 7 + at * 5) % 11 % 4) as f64 - 3.0).collect();
            let dy: Vec<f64> = (0..2 * channels).map(|at| (at * 5 % 13) as f64 - 6.0).collect();
            let channel_of = |at: usize| at / len * channels + at % channels;
            let mut y = vec![f64::NEG_INFINITY; dy.len()];
            x.iter().enumerate().for_each(|(at, &x)| y[channel_of(at)] = x.max(y[channel_of(at)]));
            for rectify in [false, true] {
                let mut dx = vec![-1.0; x.len()];
                f64::global_max_pool_back(GlobalMaxPoolBack {
                    x: &x,
                    y: &y,
                    dy: &dy,
                    dx: &mut dx,
                    places,
                    channels,
                    rectify,
                });
                for (at, &dx) in dx.iter().enumerate() {
                    let channel = channel_of(at);
                    let as_large = (0..x.len()).filter(|&other| channel_of(other) == channel && x[other] == y[channel]);
                    let has_some = x[at] == y[channel] && (!rectify || x[at] > 0.0);
                    let expected = if has_some { dy[channel] / as_large.count() as f64 } else { 0.0 };
                    assert_eq!(dx, expected, "{places} {channels} {rectify} {at}");
                }
            }
        }
    }
}
