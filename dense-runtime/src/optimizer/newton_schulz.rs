//! The Newton-Schulz iteration, which brings the singular values of a matrix near 1.

use crate::Element;
use crate::isa::{Isa, Op};
use crate::kernels::{Combine, InputGradient, Product, Samples, Strips, WeightGradient, strips_len};

/// `steps` times `A = X·Xᵀ`, `X ← a·X + (b·A + c·A²)·X`, for a matrix `X` whose singular values are at most 1. Where `X` has
/// more rows than columns, the same of its transpose: `A = Xᵀ·X`, `X ← a·X + X·(b·A + c·A²)`.
pub(super) struct NewtonSchulz<'a, T> {
    /// `[rows, columns]`
    pub(super) x: &'a mut [T],
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// `a`, `b` and `c`.
    pub(super) factors: [T; 3],
    pub(super) steps: usize,
    /// As many numbers as [`room`] says.
    pub(super) room: &'a mut [T],
}

/// How many numbers of room the iteration needs.
pub(super) fn room(rows: usize, columns: usize) -> usize {
    2 * square_len(rows, columns) + next_len(rows, columns)
}

/// The shorter side, squared, and so much more that what comes behind begins on a cache line, too.
fn square_len(rows: usize, columns: usize) -> usize {
    let side = rows.min(columns);
    (side * side).next_multiple_of(16)
}

/// The room for the next `X`, and before that for this one, laid out for the kernel.
fn next_len(rows: usize, columns: usize) -> usize {
    if rows <= columns { rows * columns } else { strips_len(rows, columns) }
}

impl<T: Element> Op for NewtonSchulz<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let NewtonSchulz { x, rows, columns, factors: [a, b, c], steps, room } = self;
        let (side, len) = (rows.min(columns), square_len(rows, columns));
        let (gram, room) = room.split_at_mut(len);
        let (polynomial, next) = room.split_at_mut(len);
        let (gram, polynomial) = (&mut gram[..side * side], &mut polynomial[..side * side]);
        for _ in 0..steps {
            if rows <= columns {
                let (dy, w, dx) = (&*x, &*x, &mut *gram);
                T::input_gradient(isa, InputGradient { dy, w, dx, inputs: side, units: columns });
            } else {
                let samples = Samples { values: x, width: columns, rows, block: rows, stride: x.len() };
                T::strips(isa, Strips { from: samples, to: next });
                let (x, dy, dw) = (samples, &*next, &mut *gram);
                T::weight_gradient(isa, WeightGradient { x, dy, units: columns, dw, first: 0 });
            }
            product(isa, gram, gram, polynomial, side, side);
            T::combine(Combine { x: polynomial, alpha: c, y: gram, beta: b });
            let next = &mut next[..rows * columns];
            if rows <= columns {
                product(isa, polynomial, x, next, side, columns);
            } else {
                product(isa, x, polynomial, next, side, columns);
            }
            T::combine(Combine { x, alpha: a, y: next, beta: T::one() });
        }
    }
}

fn product<I: Isa, T: Element>(isa: I, a: &[T], b: &[T], c: &mut [T], inner: usize, columns: usize) {
    T::product(isa, Product { a, b, bias: None, c, inner, columns, rectify: false });
}
