//! `softmax`: scores to probabilities.

use super::RowActivation;
use crate::Element;
use crate::isa::{Isa, Op};

/// `softmax(x)ᵢ = e^(xᵢ - max x) / Σⱼ e^(xⱼ - max x)`, over the last axis.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Softmax;

impl RowActivation for Softmax {
    #[inline(always)]
    fn forward<T: Element, I: Isa>(self, isa: I, values: &mut [T], width: usize) {
        isa.run(Forward { values, width });
    }

    #[inline(always)]
    fn backward<T: Element, I: Isa>(self, isa: I, _: &[T], y: &[T], dy: &mut [T], width: usize) {
        isa.run(Backward { y, dy, width });
    }
}

struct Forward<'a, T> {
    values: &'a mut [T],
    width: usize,
}

impl<T: Element> Op for Forward<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        for row in self.values.chunks_exact_mut(self.width) {
            let max = row.iter().fold(T::neg_infinity(), |max, &x| if x > max { x } else { max });
            let mut sum = T::zero();
            for x in row.iter_mut() {
                *x = (*x - max).exp();
                sum += *x;
            }
            let scale = sum.recip();
            for x in row {
                *x *= scale;
            }
        }
    }
}

struct Backward<'a, T> {
    y: &'a [T],
    dy: &'a mut [T],
    width: usize,
}

impl<T: Element> Op for Backward<'_, T> {
    type Output = ();

    /// `dxᵢ = yᵢ · (dyᵢ - Σⱼ yⱼ·dyⱼ)`
    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        for (y, dy) in self.y.chunks_exact(self.width).zip(self.dy.chunks_exact_mut(self.width)) {
            let dot = y.iter().zip(dy.iter()).map(|(&y, &dy)| y * dy).sum::<T>();
            for (&y, dy) in y.iter().zip(dy) {
                *dy = y * (*dy - dot);
            }
        }
    }
}
