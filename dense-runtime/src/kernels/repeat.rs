//! Numbers repeated side by side, and the way back to them.

use crate::Element;
use crate::isa::{Isa, Op};

/// Each number so many times, side by side: channel `c` becomes the channels from `c · times` on.
#[derive(Debug)]
#[doc(hidden)]
pub struct RepeatChannels<'a, T> {
    /// The numbers.
    pub x: &'a [T],
    /// What comes of them.
    pub y: &'a mut [T],
    /// How many come of one.
    pub times: usize,
}

impl<T: Element> Op for RepeatChannels<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let RepeatChannels { x, y, times } = self;
        match times {
            2 => repeat::<T, 2>(x, y),
            3 => repeat::<T, 3>(x, y),
            4 => repeat::<T, 4>(x, y),
            _ => x.iter().zip(y.chunks_exact_mut(times)).for_each(|(&x, y)| y.fill(x)),
        }
    }
}

/// The same for a number of times that the compiler knows, and can make vectors of.
#[inline(always)]
fn repeat<T: Element, const TIMES: usize>(x: &[T], y: &mut [T]) {
    x.iter().zip(y.as_chunks_mut::<TIMES>().0).for_each(|(&x, y)| *y = [x; TIMES]);
}

/// From the gradients of what was repeated to those of what it was before: sums of neighbors.
#[derive(Debug)]
#[doc(hidden)]
pub struct RepeatChannelsBack<'a, T> {
    /// The gradients of what was repeated.
    pub dy: &'a [T],
    /// The gradients of what it was before.
    pub dx: &'a mut [T],
    /// How many came of one.
    pub times: usize,
}

impl<T: Element> Op for RepeatChannelsBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let RepeatChannelsBack { dy, dx, times } = self;
        match times {
            2 => sums::<T, 2>(dy, dx),
            3 => sums::<T, 3>(dy, dx),
            4 => sums::<T, 4>(dy, dx),
            _ => dy.chunks_exact(times).zip(dx).for_each(|(dy, dx)| *dx = sum(dy)),
        }
    }
}

#[inline(always)]
fn sums<T: Element, const TIMES: usize>(dy: &[T], dx: &mut [T]) {
    dy.as_chunks::<TIMES>().0.iter().zip(dx).for_each(|(dy, dx)| *dx = sum(dy));
}

/// In the order of the numbers, for every number of times.
#[inline(always)]
fn sum<T: Element>(dy: &[T]) -> T {
    let (&first, others) = dy.split_first().expect("a channel is repeated once at least");
    others.iter().fold(first, |sum, &dy| sum + dy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    #[test]
    fn channels_are_repeated_and_their_gradients_summed() {
        for times in 1..=9 {
            for len in [1, 2, 7, 64, 131] {
                let x: Vec<f32> = (0..len).map(|at| (at * 7 % 11) as f32 - 5.0).collect();
                let dy: Vec<f32> = (0..len * times).map(|at| (at * 5 % 13) as f32 - 6.0).collect();
                let (mut y, mut dx) = (vec![-1.0; dy.len()], vec![-1.0; len]);
                f32::repeat_channels(RepeatChannels { x: &x, y: &mut y, times });
                f32::repeat_channels_back(RepeatChannelsBack { dy: &dy, dx: &mut dx, times });
                assert!(y.iter().enumerate().all(|(at, &y)| y == x[at / times]), "{times} {len}");
                let sums: Vec<f32> = dy.chunks(times).map(|dy| dy.iter().sum()).collect();
                assert_eq!(dx, sums, "{times} {len}");
            }
        }
    }
}
