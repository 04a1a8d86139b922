//! What stands behind a layer: an activation of whole rows, which element-wise ones are too.

use super::compiled::Loops;
use super::{Activation, InPassing};
use crate::Element;
use crate::isa::{Isa, Op};
use crate::math::Real;
use crate::storage::{fused, fused_mut};

/// What can stand behind a layer: an element-wise [`Activation`], or a function of whole rows such as
/// [`Softmax`](super::Softmax).
///
/// Rows are the last axis of a value: the units of a dense layer, the channels of an image.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation",
    label = "the trait `Activation` is not implemented for this",
    note = "an activation is one of the words of dense, such as `relu`, or a value of a type that implements `dense::activation::Activation`"
)]
pub trait RowActivation: Copy + Send + Sync + 'static {
    /// Replaces each row of `values` (of `width` numbers) by its activation. Implementations are `#[inline(always)]`, to
    /// become part of a region compiled for an [`Isa`]; where that fuses multiplications with additions, the numbers are
    /// [`Fused`](crate::math::Fused).
    fn forward_rows<T: Real>(self, values: &mut [T], width: usize);

    /// Replaces `dy`, the gradient of the output, by `dx`, that of the input. Inlined like `forward_rows`.
    ///
    /// `x` is the input and `y` the output. Where the compiler knows that the derivative is a function of the output, it
    /// keeps only that and passes it for both.
    fn backward_rows<T: Real>(self, x: &[T], y: &[T], dy: &mut [T], width: usize);

    /// Whether a product can do it to its sums in passing.
    #[inline(always)]
    fn in_passing(self) -> InPassing {
        InPassing::Nothing
    }

    /// The loops over this activation, if this crate has compiled them.
    fn compiled<T: Element, I: Isa>() -> Option<Loops<Self, T, I>>;

    /// Runs `forward_rows` with these instructions.
    #[inline(always)]
    fn forward<T: Element, I: Isa>(self, isa: I, values: &mut [T], width: usize) {
        match Self::compiled() {
            Some(loops) => (loops.forward)(isa, self, values, width),
            None => isa.run(Forward { activation: self, values, width }),
        }
    }

    /// `forward_rows` as a part of the caller, which is a region for these instructions.
    #[inline(always)]
    fn forward_here<T: Element, I: Isa>(self, isa: I, values: &mut [T], width: usize) {
        Forward { activation: self, values, width }.run(isa);
    }

    /// Runs `backward_rows` with these instructions.
    #[inline(always)]
    fn backward<T: Element, I: Isa>(self, isa: I, x: &[T], y: &[T], dy: &mut [T], width: usize) {
        match Self::compiled() {
            Some(loops) => (loops.backward)(isa, self, x, y, dy, width),
            None => isa.run(Backward { activation: self, x, y, dy, width }),
        }
    }
}

impl<A: Activation> RowActivation for A {
    #[inline(always)]
    fn forward_rows<T: Real>(self, values: &mut [T], _: usize) {
        for value in values {
            *value = self.apply(*value);
        }
    }

    #[inline(always)]
    fn backward_rows<T: Real>(self, x: &[T], y: &[T], dy: &mut [T], _: usize) {
        for ((dy, &x), &y) in dy.iter_mut().zip(x).zip(y) {
            *dy *= self.derivative(x, y);
        }
    }

    #[inline(always)]
    fn in_passing(self) -> InPassing {
        Activation::in_passing(self)
    }

    #[inline(always)]
    fn compiled<T: Element, I: Isa>() -> Option<Loops<Self, T, I>> {
        <A as Activation>::compiled()
    }
}

/// `forward_rows` as work for an [`Isa`].
pub(super) struct Forward<'a, A, T> {
    pub(super) activation: A,
    pub(super) values: &'a mut [T],
    pub(super) width: usize,
}

impl<A: RowActivation, T: Element> Op for Forward<'_, A, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Forward { activation, values, width } = self;
        if I::FUSES {
            activation.forward_rows(fused_mut(values), width);
        } else {
            activation.forward_rows(values, width);
        }
    }
}

/// `backward_rows` as work for an [`Isa`].
pub(super) struct Backward<'a, A, T> {
    pub(super) activation: A,
    pub(super) x: &'a [T],
    pub(super) y: &'a [T],
    pub(super) dy: &'a mut [T],
    pub(super) width: usize,
}

impl<A: RowActivation, T: Element> Op for Backward<'_, A, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Backward { activation, x, y, dy, width } = self;
        if I::FUSES {
            activation.backward_rows(fused(x), fused(y), fused_mut(dy), width);
        } else {
            activation.backward_rows(x, y, dy, width);
        }
    }
}
