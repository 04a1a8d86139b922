//! Means of what a loss says of a sample, number by number or row by row. A row is what a sample has at one of its places.

use crate::Tensor;
use crate::math::Real;
use crate::storage::{rows_of, width};

/// The mean of `term(output, target)` over a sample's numbers.
#[inline(always)]
pub(super) fn mean<O: Tensor>(
    output: &O,
    target: &O,
    term: impl Fn(O::Element, O::Element) -> O::Element,
) -> O::Element {
    mean_of_answers(output, target.as_flat().iter().copied(), term)
}

/// The gradient of that mean. `slope` is the derivative of the term with respect to the output.
#[inline(always)]
pub(super) fn mean_gradient<O: Tensor>(
    output: &O,
    target: &O,
    gradient: &mut O,
    slope: impl Fn(O::Element, O::Element) -> O::Element,
) {
    gradient_of_answers(output, target.as_flat().iter().copied(), gradient, slope);
}

/// The mean of `term(output, target)` over a sample's numbers, with a target for each of them.
#[inline(always)]
pub(super) fn mean_of_answers<O: Tensor>(
    output: &O,
    targets: impl Iterator<Item = O::Element>,
    term: impl Fn(O::Element, O::Element) -> O::Element,
) -> O::Element {
    let terms = output.as_flat().iter().zip(targets).map(|(&y, t)| term(y, t));
    terms.sum::<O::Element>() / Real::of(O::LEN as f64)
}

/// The gradient of that mean. `slope` is the derivative of the term with respect to the output.
#[inline(always)]
pub(super) fn gradient_of_answers<O: Tensor>(
    output: &O,
    targets: impl Iterator<Item = O::Element>,
    gradient: &mut O,
    slope: impl Fn(O::Element, O::Element) -> O::Element,
) {
    let share: O::Element = Real::of(1.0 / O::LEN as f64);
    for ((g, &y), t) in gradient.as_flat_mut().iter_mut().zip(output.as_flat()).zip(targets) {
        *g = share * slope(y, t);
    }
}

/// The mean of terms that come with their slopes: `term(logit, target)` gives both. The gradient gets the slopes.
#[inline(always)]
pub(super) fn fused_of_answers<O: Tensor>(
    logits: &O,
    targets: impl Iterator<Item = O::Element>,
    gradient: &mut O,
    term: impl Fn(O::Element, O::Element) -> (O::Element, O::Element),
) -> O::Element {
    let share: O::Element = Real::of(1.0 / O::LEN as f64);
    let numbers = gradient.as_flat_mut().iter_mut().zip(logits.as_flat()).zip(targets);
    let terms = numbers.map(|((g, &z), t)| {
        let (loss, slope) = term(z, t);
        *g = share * slope;
        loss
    });
    terms.sum::<O::Element>() * share
}

/// The mean of `term(output, target)` over a sample's rows, which lie along the last axis.
#[inline(always)]
pub(super) fn mean_of_rows<O: Tensor>(
    output: &O,
    target: &O,
    term: impl Fn(&[O::Element], &[O::Element]) -> O::Element,
) -> O::Element {
    mean_of_places(output, rows_of(target), term)
}

/// The gradient of that mean. `term` writes the gradient of one row's term.
#[inline(always)]
pub(super) fn gradient_of_rows<O: Tensor>(
    output: &O,
    target: &O,
    gradient: &mut O,
    term: impl Fn(&[O::Element], &[O::Element], &mut [O::Element]),
) {
    gradient_of_places(output, rows_of(target), gradient, term);
}

/// The mean of `term(output, target)` over a sample's rows, with a target for each of them.
#[inline(always)]
pub(super) fn mean_of_places<O: Tensor, Y>(
    output: &O,
    targets: impl Iterator<Item = Y>,
    term: impl Fn(&[O::Element], Y) -> O::Element,
) -> O::Element {
    rows_of(output).zip(targets).map(|(y, t)| term(y, t)).sum::<O::Element>() * share_of_row::<O>()
}

/// The gradient of that mean. `term` writes the gradient of one row's term.
#[inline(always)]
pub(super) fn gradient_of_places<O: Tensor, Y>(
    output: &O,
    targets: impl Iterator<Item = Y>,
    gradient: &mut O,
    term: impl Fn(&[O::Element], Y, &mut [O::Element]),
) {
    for ((g, y), t) in rows_of_mut(gradient).zip(rows_of(output)).zip(targets) {
        term(y, t, g);
        take_share::<O>(g);
    }
}

/// The mean of terms that a row's logits and output give together with their gradient: `term(logits, output, target, gradient)`.
#[inline(always)]
pub(super) fn fused_of_places<O: Tensor, Y>(
    logits: &O,
    output: &O,
    targets: impl Iterator<Item = Y>,
    gradient: &mut O,
    term: impl Fn(&[O::Element], &[O::Element], Y, &mut [O::Element]) -> O::Element,
) -> O::Element {
    let rows = rows_of(logits).zip(rows_of(output)).zip(targets);
    let terms = rows_of_mut(gradient).zip(rows).map(|(g, ((z, y), t))| {
        let loss = term(z, y, t, g);
        take_share::<O>(g);
        loss
    });
    terms.sum::<O::Element>() * share_of_row::<O>()
}

#[inline(always)]
fn rows_of_mut<O: Tensor>(sample: &mut O) -> impl Iterator<Item = &mut [O::Element]> {
    sample.as_flat_mut().chunks_exact_mut(width::<O>())
}

#[inline(always)]
fn take_share<O: Tensor>(gradient: &mut [O::Element]) {
    if rows::<O>() > 1 {
        gradient.iter_mut().for_each(|g| *g *= share_of_row::<O>());
    }
}

/// How many rows a sample has.
#[inline(always)]
pub(super) fn rows<O: Tensor>() -> usize {
    O::LEN / width::<O>().max(1)
}

/// One in so many rows as a sample has.
#[inline(always)]
fn share_of_row<O: Tensor>() -> O::Element {
    Real::of(width::<O>() as f64 / O::LEN as f64)
}
