//! Sums and multiples of arrays.

use crate::Element;
use crate::isa::{Isa, Op};

/// `x ← alpha · x + beta · y`.
#[derive(Debug)]
#[doc(hidden)]
pub struct Combine<'a, T> {
    pub(crate) x: &'a mut [T],
    pub(crate) alpha: T,
    pub(crate) y: &'a [T],
    pub(crate) beta: T,
}

/// `x ← factor² · x`, given the root of the factor: a factor may be too small for the number type where what it makes of large
/// numbers is not.
#[cfg(feature = "std")]
#[derive(Debug)]
#[doc(hidden)]
pub struct Scale<'a, T> {
    pub(crate) x: &'a mut [T],
    pub(crate) root: T,
}

impl<T: Element> Op for Combine<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Combine { x, alpha, y, beta } = self;
        for (x, &y) in x.iter_mut().zip(y) {
            *x = alpha * *x + beta * y;
        }
    }
}

#[cfg(feature = "std")]
impl<T: Element> Op for Scale<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Scale { x, root } = self;
        for x in x {
            *x = *x * root * root;
        }
    }
}
