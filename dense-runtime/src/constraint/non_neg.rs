//! No number below zero.

use super::Constraint;
use crate::Element;

/// `max(w, 0)`.
///
/// ```
/// use dense_runtime::constraint::{Constraint, NonNeg};
///
/// let mut weights = [1.0f32, -2.0];
/// NonNeg.apply(&[2], &mut weights);
/// assert_eq!(weights, [1.0, 0.0]);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct NonNeg;

impl Constraint for NonNeg {
    fn apply<T: Element>(&self, _: &[usize], values: &mut [T]) {
        for w in values {
            *w = if *w < T::zero() { T::zero() } else { *w };
        }
    }
}
