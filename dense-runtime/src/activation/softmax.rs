//! Scores to probabilities, and to their logarithms.

use super::RowActivation;
use super::compiled::compiled;
use super::sums::{fold, sum};
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
    fn forward_rows<T: Real>(self, values: &mut [T], width: usize) {
        subtract_largest(values, width);
        exp_in_place(values);
        for row in values.chunks_exact_mut(width) {
            let scale = sum(row).recip();
            for y in row {
                *y *= scale;
            }
        }
    }

    #[inline(always)]
    fn backward_rows<T: Real>(self, _: &[T], y: &[T], dy: &mut [T], width: usize) {
        for (y, dy) in y.chunks_exact(width).zip(dy.chunks_exact_mut(width)) {
            for (dy, &y) in dy.iter_mut().zip(y) {
                *dy *= y;
            }
            let sum = sum(dy);
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
    fn forward_rows<T: Real>(self, values: &mut [T], width: usize) {
        // The exponentials of as many short rows, or as much of a long one, as fill vectors and do not fill the cache.
        const BLOCK: usize = 512;
        subtract_largest(values, width);
        let mut block = [T::zero(); BLOCK];
        if width <= BLOCK {
            for rows in values.chunks_mut(BLOCK / width * width) {
                let exponentials = exponentials(rows, &mut block);
                for (row, exponentials) in rows.chunks_exact_mut(width).zip(exponentials.chunks_exact(width)) {
                    subtract_log(row, sum(exponentials));
                }
            }
        } else {
            for row in values.chunks_exact_mut(width) {
                let mut total = T::zero();
                for scores in row.chunks(BLOCK) {
                    total += sum(exponentials(scores, &mut block));
                }
                subtract_log(row, total);
            }
        }
    }

    #[inline(always)]
    fn backward_rows<T: Real>(self, _: &[T], y: &[T], dy: &mut [T], width: usize) {
        for (y, dy) in y.chunks_exact(width).zip(dy.chunks_exact_mut(width)) {
            let sum = sum(dy);
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
        let largest = fold(row, T::neg_infinity(), |largest, x| if x > largest { x } else { largest });
        for x in row {
            *x -= largest;
        }
    }
}

/// `xᵢ - ln sum` for all `xᵢ` of a row.
#[inline(always)]
fn subtract_log<T: Real>(row: &mut [T], sum: T) {
    let log = Real::ln(sum);
    for x in row {
        *x -= log;
    }
}

/// Writes the exponentials of `scores` to as many places of `block`, and gives these.
#[inline(always)]
fn exponentials<'a, T: Real>(scores: &[T], block: &'a mut [T]) -> &'a [T] {
    let block = &mut block[..scores.len()];
    for (e, &x) in block.iter_mut().zip(scores) {
        *e = Real::exp(x);
    }
    block
}

/// Replaces each number by its exponential.
#[inline(always)]
fn exp_in_place<T: Real>(values: &mut [T]) {
    const FEW: usize = 16;
    if values.len() > FEW {
        for x in values {
            *x = Real::exp(*x);
        }
        return;
    }
    // A few numbers, whose count the compiler may know, are one vector. As a loop it would unroll them, and shuffle what comes
    // out of that into many short vectors.
    let mut few = [T::zero(); FEW];
    few[..values.len()].copy_from_slice(values);
    for x in &mut few {
        *x = Real::exp(*x);
    }
    values.copy_from_slice(&few[..values.len()]);
}
