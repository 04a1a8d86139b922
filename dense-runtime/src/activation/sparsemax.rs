//! Scores to probabilities of which many are zero.

use super::RowActivation;
use super::compiled::compiled;
use super::sums::{fold, sum_where};
use crate::math::Real;

/// `sparsemax(x)ᵢ = max(xᵢ - τ, 0)` over the last axis, with the `τ` that makes the sum 1 (Martins and Astudillo, 2016): the point of
/// all distributions that is nearest to the scores.
///
/// `τ` is found by leaving out, again and again, what lies below the `τ` of those that are left (Michelot, 1986), which needs no order
/// among the scores. From the gradient `dy` of the output comes `dxᵢ = dyᵢ - mean(dy)` over the outputs above 0, and 0 elsewhere. Scores
/// of -∞ have probability 0; a row of nothing else, or with a NaN, is NaN.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sparsemax;

impl RowActivation for Sparsemax {
    compiled!(Sparsemax);

    #[inline(always)]
    fn forward_rows<T: Real>(self, values: &mut [T], width: usize) {
        for row in values.chunks_exact_mut(width) {
            let largest = fold(row, T::neg_infinity(), |largest, x| if x > largest { x } else { largest });
            // Such rows lose every comparison below.
            if !largest.is_finite() || row.iter().any(|x| x.is_nan()) {
                row.fill(T::nan());
                continue;
            }
            row.iter_mut().for_each(|x| *x -= largest);
            // A score that is less than the largest by 1 has no part in any case.
            let (mut tau, mut left) = (-T::one(), T::zero());
            loop {
                let (sum, count) = sum_where(row, tau, row);
                if count == left {
                    break;
                }
                (tau, left) = ((sum - T::one()) / count, count);
            }
            for x in row {
                let above = *x - tau;
                *x = if above > T::zero() { above } else { T::zero() };
            }
        }
    }

    #[inline(always)]
    fn backward_rows<T: Real>(self, _: &[T], y: &[T], dy: &mut [T], width: usize) {
        for (y, dy) in y.chunks_exact(width).zip(dy.chunks_exact_mut(width)) {
            let (sum, count) = sum_where(y, T::zero(), dy);
            let mean = sum / count;
            for (dy, &y) in dy.iter_mut().zip(y) {
                *dy = if y > T::zero() { *dy - mean } else { T::zero() };
            }
        }
    }
}
