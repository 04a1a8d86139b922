//! Means of what a loss says of a sample, number by number or row by row.

use crate::Tensor;
use crate::math::Real;

/// The mean of `term(output, target)` over a sample's numbers.
#[inline(always)]
pub(super) fn mean<O: Tensor>(
    output: &O,
    target: &O,
    term: impl Fn(O::Element, O::Element) -> O::Element,
) -> O::Element {
    let terms = output.as_flat().iter().zip(target.as_flat()).map(|(&y, &t)| term(y, t));
    terms.sum::<O::Element>() / Real::of(O::LEN as f64)
}

/// The gradient of that mean. `slope` is the derivative of the term with respect to the output.
#[inline(always)]
pub(super) fn mean_gradient<O: Tensor>(
    output: &O,
    target: &O,
    gradient: &mut O,
    slope: impl Fn(O::Element, O::Element) -> O::Element,
) {
    let share: O::Element = Real::of(1.0 / O::LEN as f64);
    for ((g, &y), &t) in gradient.as_flat_mut().iter_mut().zip(output.as_flat()).zip(target.as_flat()) {
        *g = share * slope(y, t);
    }
}

/// The mean of `term(output, target)` over a sample's rows, which lie along the last axis.
#[inline(always)]
pub(super) fn mean_of_rows<O: Tensor>(
    output: &O,
    target: &O,
    term: impl Fn(&[O::Element], &[O::Element]) -> O::Element,
) -> O::Element {
    let rows = output.as_flat().chunks_exact(width::<O>()).zip(target.as_flat().chunks_exact(width::<O>()));
    rows.map(|(y, t)| term(y, t)).sum::<O::Element>() * share_of_row::<O>()
}

/// The gradient of that mean. `term` writes the gradient of one row's term.
#[inline(always)]
pub(super) fn gradient_of_rows<O: Tensor>(
    output: &O,
    target: &O,
    gradient: &mut O,
    term: impl Fn(&[O::Element], &[O::Element], &mut [O::Element]),
) {
    let rows = output.as_flat().chunks_exact(width::<O>()).zip(target.as_flat().chunks_exact(width::<O>()));
    for (g, (y, t)) in gradient.as_flat_mut().chunks_exact_mut(width::<O>()).zip(rows) {
        term(y, t, g);
        for g in g {
            *g *= share_of_row::<O>();
        }
    }
}

/// The length of a row.
#[inline(always)]
pub(super) fn width<O: Tensor>() -> usize {
    O::SHAPE.dims().last().copied().unwrap_or(1)
}

/// How many rows a sample has.
#[inline(always)]
pub(super) fn rows<O: Tensor>() -> usize {
    O::LEN / width::<O>().max(1)
}

/// One in so many rows as a sample has.
#[inline(always)]
pub(super) fn share_of_row<O: Tensor>() -> O::Element {
    Real::of(width::<O>() as f64 / O::LEN as f64)
}
