//! The axes of an array in another order.

use crate::Element;
use crate::isa::{Isa, Op};

/// Puts the numbers of each sample into another order: axis `i` of what comes out is axis `axes[i]` of what goes in.
#[derive(Debug)]
#[doc(hidden)]
pub struct Permute<'a, T> {
    /// What goes in.
    pub x: &'a [T],
    /// What comes out.
    pub y: &'a mut [T],
    /// The shape of a sample, before the axes are in that order.
    pub shape: &'a [usize],
    /// Each axis once.
    pub axes: &'a [usize],
    /// Whether numbers go back to where they came from: then `x` has the axes in that order and `y` is to have the shape.
    pub back: bool,
}

/// How many axes there may be.
const MOST: usize = 8;

impl<T: Element> Op for Permute<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Permute { x, y, shape, axes, back } = self;
        let len = shape.iter().product::<usize>();
        let mut steps = [1; MOST];
        for axis in (1..shape.len()).rev() {
            steps[axis - 1] = steps[axis] * shape[axis];
        }
        for (x, y) in x.chunks_exact(len).zip(y.chunks_exact_mut(len)) {
            for permuted in 0..len {
                let (mut rest, mut plain) = (permuted, 0);
                for &axis in axes.iter().rev() {
                    plain += rest % shape[axis] * steps[axis];
                    rest /= shape[axis];
                }
                if back {
                    y[plain] = x[permuted];
                } else {
                    y[permuted] = x[plain];
                }
            }
        }
    }
}
