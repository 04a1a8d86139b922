//! Activation functions.
//!
//! placeholder
mod relu;
mod softmax;
pub mod words;

pub use relu::{Linear, Sigmoid};
pub use softmax::Softmax;

use crate::Element;
use crate::isa::{Isa, Op};
use crate::math::Real;

/// An element-wise activation function.
pub trait Activation: Copy + Send + Sync + 'static {
    /// `y = f(x)`.
    fn apply<T: Real>(self, x: T) -> T;

    /// `f'(x)`, given `x` and `y = f(x)`.
    fn derivative<T: Real>(self, x: T, y: T) -> T;
}

/// What stands behind a product: an element-wise [`Activation`], or a function of whole rows such as `softmax`.
#[doc(hidden)]
pub trait RowActivation: Copy + Send + Sync + 'static {
    /// Replaces each row of `values` (of `width` numbers) by its activation.
    fn forward<T: Element, I: Isa>(self, isa: I, values: &mut [T], width: usize);

    /// Replaces `dy` by `dx`, given `x` and `y`.
    fn backward<T: Element, I: Isa>(self, isa: I, x: &[T], y: &[T], dy: &mut [T], width: usize);
}

impl<A: Activation> RowActivation for A {
    #[inline(always)]
    fn forward<T: Element, I: Isa>(self, isa: I, values: &mut [T], _: usize) {
        isa.run(Forward { activation: self, values });
    }

    #[inline(always)]
    fn backward<T: Element, I: Isa>(self, isa: I, x: &[T], y: &[T], dy: &mut [T], _: usize) {
        isa.run(Backward { activation: self, x, y, dy });
    }
}

struct Forward<'a, A, T> {
    activation: A,
    values: &'a mut [T],
}

impl<A: Activation, T: Element> Op for Forward<'_, A, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        for value in self.values {
            *value = self.activation.apply(*value);
        }
    }
}

struct Backward<'a, A, T> {
    activation: A,
    x: &'a [T],
    y: &'a [T],
    dy: &'a mut [T],
}

impl<A: Activation, T: Element> Op for Backward<'_, A, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        for ((dy, &x), &y) in self.dy.iter_mut().zip(self.x).zip(self.y) {
            *dy *= self.activation.derivative(x, y);
        }
    }
}
