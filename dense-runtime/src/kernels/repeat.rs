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
        x.iter().zip(y.chunks_exact_mut(times)).for_each(|(&x, y)| y.fill(x));
    }
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
        dy.chunks_exact(times).zip(dx).for_each(|(dy, dx)| *dx = dy.iter().copied().sum());
    }
}
