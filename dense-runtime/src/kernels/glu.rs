//! The gated linear unit, and the way back through it.

use crate::Element;
use crate::isa::{Isa, Op};
use crate::math::Real;

/// `y = a · sigmoid(b)` for rows `[a, b]` of two halves.
#[derive(Debug)]
#[doc(hidden)]
pub struct Gate<'a, T> {
    /// The rows.
    pub x: &'a [T],
    /// Rows half as long.
    pub y: &'a mut [T],
    /// The length of a row of `y`.
    pub width: usize,
}

impl<T: Element> Op for Gate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Gate { x, y, width } = self;
        for (x, y) in x.chunks_exact(2 * width).zip(y.chunks_exact_mut(width)) {
            let (a, b) = x.split_at(width);
            for ((y, &a), &b) in y.iter_mut().zip(a).zip(b) {
                *y = a * Real::sigmoid(b);
            }
        }
    }
}

/// From the gradient of `y` to that of `x`: `da = dy · sigmoid(b)`, `db = dy · a · sigmoid(b) · (1 - sigmoid(b))`.
#[derive(Debug)]
#[doc(hidden)]
pub struct GateBack<'a, T> {
    /// What was gated.
    pub x: &'a [T],
    /// The gradient of what came out.
    pub dy: &'a [T],
    /// The gradient of what was gated.
    pub dx: &'a mut [T],
    /// The length of a row of `dy`.
    pub width: usize,
}

impl<T: Element> Op for GateBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let GateBack { x, dy, dx, width } = self;
        let rows = x.chunks_exact(2 * width).zip(dy.chunks_exact(width)).zip(dx.chunks_exact_mut(2 * width));
        for ((x, dy), dx) in rows {
            let ((a, b), (da, db)) = (x.split_at(width), dx.split_at_mut(width));
            for (((da, db), &dy), (&a, &b)) in da.iter_mut().zip(db).zip(dy).zip(a.iter().zip(b)) {
                let gate = Real::sigmoid(b);
                *da = dy * gate;
                *db = dy * a * gate * (T::one() - gate);
            }
        }
    }
}
