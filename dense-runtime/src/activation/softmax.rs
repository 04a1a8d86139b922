//! Scores to probabilities, and to their logarithms.

use super::RowActivation;
use super::compiled::compiled;
use crate::Element;
use crate::math::Real;

/// `softmax(x)ᵢ = e^(xᵢ - m) / Σⱼ e^(xⱼ - m)` over the last axis, where `m` is the largest `xⱼ`.
///
/// From the gradient `dy` of the output comes `dxᵢ = yᵢ · (dyᵢ - Σⱼ yⱼ · dyⱼ)`, a function of the output. Scores of -∞
/// have probability 0; a row of nothing else is NaN, as in Keras.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Softmax;

impl RowActivation for Softmax {
    compiled!(Softmax);

    /// The exponentials are one loop over all rows: most rows are too short to fill vectors.
    #[inline(always)]
    fn forward_rows<T: Element>(self, values: &mut [T], width: usize) {
        subtract_largest(values, width);
        for x in values.iter_mut() {
            *x = Real::exp(*x);
        }
        for row in values.chunks_exact_mut(width) {
            let scale = fold(row, T::zero(), |y| y, |sum, y| sum + y).recip();
            for y in row {
                *y *= scale;
            }
        }
    }

    #[inline(always)]
    fn backward_rows<T: Element>(self, _: &[T], y: &[T], dy: &mut [T], width: usize) {
        for (y, dy) in y.chunks_exact(width).zip(dy.chunks_exact_mut(width)) {
            for (dy, &y) in dy.iter_mut().zip(y) {
                *dy *= y;
            }
            let sum = fold(dy, T::zero(), |product| product, |sum, product| sum + product);
            for (dy, &y) in dy.iter_mut().zip(y) {
                *dy -= y * sum;
            }
        }
    }
}

/// `log_softmax(x)ᵢ = xᵢ - m - ln Σⱼ e^(xⱼ - m)` over the last axis, where `m` is the largest `xⱼ`.
///
/// From the gradient `dy` of the output comes `dxᵢ = dyᵢ - e^yᵢ · Σⱼ dyⱼ`, a function of the output.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct LogSoftmax;

impl RowActivation for LogSoftmax {
    compiled!(LogSoftmax);

    #[inline(always)]
    fn forward_rows<T: Element>(self, values: &mut [T], width: usize) {
        subtract_largest(values, width);
        for row in values.chunks_exact_mut(width) {
            let log = Real::ln(fold(row, T::zero(), Real::exp, |sum, y| sum + y));
            for x in row {
                *x -= log;
            }
        }
    }

    #[inline(always)]
    fn backward_rows<T: Element>(self, _: &[T], y: &[T], dy: &mut [T], width: usize) {
        for (y, dy) in y.chunks_exact(width).zip(dy.chunks_exact_mut(width)) {
            let sum = fold(dy, T::zero(), |dy| dy, |sum, dy| sum + dy);
            for (dy, &y) in dy.iter_mut().zip(y) {
                *dy -= Real::exp(y) * sum;
            }
        }
    }
}

/// Subtracts from each row its largest number, so that no exponential overflows and one of them is 1.
///
/// A NaN loses every comparison here, and then makes its row NaN by the sum of the exponentials.
#[inline(always)]
fn subtract_largest<T: Real>(values: &mut [T], width: usize) {
    for row in values.chunks_exact_mut(width) {
        let largest = fold(row, T::neg_infinity(), |x| x, |largest, x| if x > largest { x } else { largest });
        for x in row {
            *x -= largest;
        }
    }
}

/// How many numbers of a row [`fold`] combines side by side.
const LANES: usize = 8;

/// Combines `value(x)` for all `x` of a row, for operations that do not mind the order.
///
/// The order is nevertheless fixed, by the length of the row alone: each lane takes every eighth number, then the lanes
/// and the numbers that fill no eight are taken one by one. Results do not depend on the instruction set.
#[inline(always)]
fn fold<T: Real>(row: &[T], start: T, value: impl Fn(T) -> T, combine: impl Fn(T, T) -> T) -> T {
    let (eights, rest) = row.as_chunks::<LANES>();
    let mut lanes = [start; LANES];
    for eight in eights {
        for (lane, &x) in lanes.iter_mut().zip(eight) {
            *lane = combine(*lane, value(x));
        }
    }
    let mut result = start;
    if !eights.is_empty() {
        for lane in lanes {
            result = combine(result, lane);
        }
    }
    for &x in rest {
        result = combine(result, value(x));
    }
    result
}
