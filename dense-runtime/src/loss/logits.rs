//! What losses take from logits, the values before the last activation.

use crate::Element;

/// `ln Σ e^z` in two parts, from the logits `z` and their softmax: the largest logit, and what is left. That is less
/// the logarithm of the largest probability, which is at least one in the number of classes.
#[inline(always)]
pub(super) fn log_sum<T: Element>(logits: &[T], probabilities: &[T]) -> (T, T) {
    // NaN in the first place stays; softmax has it in all places or in none.
    let largest = |numbers: &[T]| numbers.iter().fold(numbers[0], |max, &x| if x > max { x } else { max });
    (largest(logits), -largest(probabilities).ln())
}

/// The largest logit; NaN counts for nothing.
#[inline(always)]
pub(super) fn largest<T: Element>(logits: &[T]) -> T {
    logits.iter().fold(T::neg_infinity(), |max, &z| if z > max { z } else { max })
}

/// The largest logit, and `Σ e^(z - largest)`.
#[inline(always)]
pub(super) fn powers<T: Element>(logits: &[T]) -> (T, T) {
    let largest = largest(logits);
    (largest, logits.iter().map(|&z| (z - largest).exp()).sum())
}
