//! Rectification with a slope for negative numbers that is learned, and the gradients of that.

use core::ops::Range;

use crate::Element;
use crate::isa::{Isa, Op};

/// Which slope each number of a sample has: the slopes are an array with as many axes as the sample, each as long as there, or of
/// length 1 where numbers along it share a slope.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct Sharing<'a> {
    /// The shape of a sample.
    pub shape: &'a [usize],
    /// The shape of the slopes.
    pub slopes: &'a [usize],
}

/// The slopes of numbers that lie behind each other.
enum Slopes {
    /// One for each.
    Each(Range<usize>),
    /// One for all.
    Shared(usize),
}

impl Sharing<'_> {
    /// Calls `visit` for pieces of a sample, as long as may be, with the places of their slopes.
    #[inline(always)]
    fn visit(self, mut visit: impl FnMut(Range<usize>, Slopes)) {
        let Sharing { shape, slopes } = self;
        let (mut first, mut run, mut each, mut shared) = (shape.len(), 1, true, true);
        while first > 0 {
            let (size, slopes) = (shape[first - 1], slopes[first - 1]);
            let (still_each, still_shared) = (each && slopes == size, shared && slopes == 1);
            if !still_each && !still_shared {
                break;
            }
            (first, run, each, shared) = (first - 1, run * size, still_each, still_shared);
        }
        let pieces = shape[..first].iter().product::<usize>();
        for piece in 0..pieces {
            let (mut rest, mut step, mut at) = (piece, if each { run } else { 1 }, 0);
            for (&size, &slopes) in shape[..first].iter().zip(&slopes[..first]).rev() {
                if slopes > 1 {
                    at += rest % size * step;
                    step *= size;
                }
                rest /= size;
            }
            let slopes = if each { Slopes::Each(at..at + run) } else { Slopes::Shared(at) };
            visit(piece * run..(piece + 1) * run, slopes);
        }
    }

    fn len(self) -> usize {
        self.shape.iter().product()
    }
}

/// `x = x` where it is positive, else `x = alpha · x`, for all samples.
#[derive(Debug)]
#[doc(hidden)]
pub struct Rectify<'a, T> {
    /// The samples.
    pub values: &'a mut [T],
    /// The slopes.
    pub alpha: &'a [T],
    /// Whose they are.
    pub sharing: Sharing<'a>,
}

impl<T: Element> Op for Rectify<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Rectify { values, alpha, sharing } = self;
        let rectified = |x: T, alpha: T| if x > T::zero() { x } else { alpha * x };
        for sample in values.chunks_exact_mut(sharing.len()) {
            sharing.visit(|numbers, slopes| match slopes {
                Slopes::Each(slopes) => {
                    let numbers = sample[numbers].iter_mut().zip(&alpha[slopes]);
                    numbers.for_each(|(x, &alpha)| *x = rectified(*x, alpha));
                }
                Slopes::Shared(slope) => {
                    let alpha = alpha[slope];
                    sample[numbers].iter_mut().for_each(|x| *x = rectified(*x, alpha));
                }
            });
        }
    }
}

/// The way back through that, in place. Where `x` is 0 the slope is taken for 0.
#[derive(Debug)]
#[doc(hidden)]
pub struct RectifyBack<'a, T> {
    /// The gradients.
    pub gradient: &'a mut [T],
    /// What was rectified.
    pub x: &'a [T],
    /// The slopes.
    pub alpha: &'a [T],
    /// Whose they are.
    pub sharing: Sharing<'a>,
}

impl<T: Element> Op for RectifyBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let RectifyBack { gradient, x, alpha, sharing } = self;
        let slope = |x: T, alpha: T| {
            let alpha = if x < T::zero() { alpha } else { T::zero() };
            if x > T::zero() { T::one() } else { alpha }
        };
        let len = sharing.len();
        for (gradient, x) in gradient.chunks_exact_mut(len).zip(x.chunks_exact(len)) {
            sharing.visit(|numbers, slopes| {
                let numbers = gradient[numbers.clone()].iter_mut().zip(&x[numbers]);
                match slopes {
                    Slopes::Each(slopes) => {
                        numbers.zip(&alpha[slopes]).for_each(|((dy, &x), &alpha)| *dy *= slope(x, alpha));
                    }
                    Slopes::Shared(at) => {
                        let alpha = alpha[at];
                        numbers.for_each(|(dy, &x)| *dy *= slope(x, alpha));
                    }
                }
            });
        }
    }
}

/// What each sample adds to the gradients of the slopes: the sums of `dy · x` over the numbers of a slope that are negative.
#[derive(Debug)]
#[doc(hidden)]
pub struct SlopeSums<'a, T> {
    /// The gradients of what was rectified.
    pub dy: &'a [T],
    /// What that was before.
    pub x: &'a [T],
    /// The sums of all samples.
    pub sums: &'a mut [T],
    /// Whose the slopes are.
    pub sharing: Sharing<'a>,
}

impl<T: Element> Op for SlopeSums<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let SlopeSums { dy, x, sums, sharing } = self;
        let (len, slopes) = (sharing.len(), sharing.slopes.iter().product::<usize>());
        let term = |dy: T, x: T| if x < T::zero() { dy * x } else { T::zero() };
        sums.fill(T::zero());
        let samples = dy.chunks_exact(len).zip(x.chunks_exact(len));
        for ((dy, x), sums) in samples.zip(sums.chunks_exact_mut(slopes)) {
            sharing.visit(|numbers, slopes| {
                let (dy, x) = (&dy[numbers.clone()], &x[numbers]);
                match slopes {
                    Slopes::Each(slopes) => {
                        let terms = sums[slopes].iter_mut().zip(dy.iter().zip(x));
                        terms.for_each(|(sum, (&dy, &x))| *sum += term(dy, x));
                    }
                    Slopes::Shared(slope) => sums[slope] += lanes(dy, x, term),
                }
            });
        }
    }
}

/// A sum of terms in so many lanes: in one, each would wait for the one before it.
const LANES: usize = 8;

/// The sum of all terms, in a fixed order.
#[inline(always)]
fn lanes<T: Element>(dy: &[T], x: &[T], term: impl Fn(T, T) -> T) -> T {
    let mut sums = [T::zero(); LANES];
    let (dy_lanes, x_lanes) = (dy.chunks_exact(LANES), x.chunks_exact(LANES));
    let rest = dy_lanes.remainder().iter().zip(x_lanes.remainder());
    for (dy, x) in dy_lanes.zip(x_lanes) {
        for (sum, (&dy, &x)) in sums.iter_mut().zip(dy.iter().zip(x)) {
            *sum += term(dy, x);
        }
    }
    rest.fold(sums.into_iter().sum(), |sum: T, (&dy, &x)| sum + term(dy, x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    /// Every way to share along three axes, some of length 1, against the plain definition.
    #[test]
    fn slopes_are_shared_along_any_axes() {
        for shape in [[2, 3, 4], [2, 1, 4], [1, 3, 1], [3, 2, 1], [1, 1, 17]] {
            for shared in 0..8_usize {
                let slopes: [usize; 3] =
                    core::array::from_fn(|axis| if shared >> axis & 1 == 1 { 1 } else { shape[axis] });
                let sharing = Sharing { shape: &shape, slopes: &slopes };
                let (len, count) = (shape.iter().product::<usize>(), slopes.iter().product::<usize>());
                let alpha: Vec<f64> = (0..count).map(|at| 0.1 + at as f64).collect();
                let x: Vec<f64> = (0..2 * len).map(|at| (at * 7 % 11) as f64 - 5.0).collect();
                let dy: Vec<f64> = (0..2 * len).map(|at| 1.0 + (at * 5 % 13) as f64).collect();
                let slope_of = |at: usize| {
                    let place = [at % len / (shape[1] * shape[2]), at / shape[2] % shape[1], at % shape[2]];
                    let [a, b, c]: [usize; 3] =
                        core::array::from_fn(|axis| if slopes[axis] == 1 { 0 } else { place[axis] });
                    (a * slopes[1] + b) * slopes[2] + c
                };
                let (mut y, mut dx, mut sums) = (x.clone(), dy.clone(), vec![0.0; 2 * count]);
                f64::rectify(Rectify { values: &mut y, alpha: &alpha, sharing });
                f64::rectify_back(RectifyBack { gradient: &mut dx, x: &x, alpha: &alpha, sharing });
                f64::slope_sums(SlopeSums { dy: &dy, x: &x, sums: &mut sums, sharing });
                let mut expected = vec![0.0; 2 * count];
                for at in 0..2 * len {
                    let alpha = alpha[slope_of(at)];
                    let (out, slope) = match x[at] {
                        x if x > 0.0 => (x, 1.0),
                        0.0 => (0.0, 0.0),
                        x => (alpha * x, alpha),
                    };
                    assert_eq!((y[at], dx[at]), (out, dy[at] * slope), "{shape:?} {slopes:?} {at}");
                    expected[at / len * count + slope_of(at)] += dy[at] * x[at].min(0.0);
                }
                assert_eq!(sums, expected, "{shape:?} {slopes:?}");
            }
        }
    }
}
