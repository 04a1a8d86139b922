//! Sums over a row.

use crate::math::Real;

/// The sum of a row.
#[inline(always)]
pub(super) fn sum<T: Real>(row: &[T]) -> T {
    fold(row, T::zero(), |sum, x| sum + x)
}

/// The sum of the products of the numbers of two rows of one length.
#[inline(always)]
pub(super) fn dot<T: Real>(a: &[T], b: &[T]) -> T {
    let ((eights_a, rest_a), (eights_b, rest_b)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut lanes = [T::zero(); LANES];
    for (a, b) in eights_a.iter().zip(eights_b) {
        for ((lane, &a), &b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    let mut result = sum(&lanes);
    for (&a, &b) in rest_a.iter().zip(rest_b) {
        result += a * b;
    }
    result
}

/// The sum of the squares of the distances to `center`.
#[inline(always)]
pub(super) fn squares_around<T: Real>(row: &[T], center: T) -> T {
    let (eights, rest) = row.as_chunks::<LANES>();
    let mut lanes = [T::zero(); LANES];
    for eight in eights {
        for (lane, &x) in lanes.iter_mut().zip(eight) {
            *lane += (x - center) * (x - center);
        }
    }
    let mut result = sum(&lanes);
    for &x in rest {
        result += (x - center) * (x - center);
    }
    result
}

/// The sum of `terms` where the number of `row` is above a limit, and how many these are.
#[inline(always)]
pub(super) fn sum_where<T: Real>(row: &[T], limit: T, terms: &[T]) -> (T, T) {
    let ((eights, rest), (eights_of_terms, rest_of_terms)) = (row.as_chunks::<LANES>(), terms.as_chunks::<LANES>());
    let (mut sums, mut counts) = ([T::zero(); LANES], [T::zero(); LANES]);
    for (eight, terms) in eights.iter().zip(eights_of_terms) {
        for (((sum, count), &x), &term) in sums.iter_mut().zip(&mut counts).zip(eight).zip(terms) {
            *sum += if x > limit { term } else { T::zero() };
            *count += if x > limit { T::one() } else { T::zero() };
        }
    }
    let (mut total, mut count) = (sum(&sums), sum(&counts));
    for (&x, &term) in rest.iter().zip(rest_of_terms) {
        if x > limit {
            total += term;
            count += T::one();
        }
    }
    (total, count)
}

/// How many numbers of a row [`fold`] combines side by side.
const LANES: usize = 8;

/// Combines the numbers of a row, for operations that do not mind the order.
///
/// The order is nevertheless fixed, by the length of the row alone: each lane takes every eighth number, then the lanes
/// and the numbers that fill no eight are taken one by one. Results do not depend on the instruction set.
#[inline(always)]
pub(super) fn fold<T: Real>(row: &[T], start: T, combine: impl Fn(T, T) -> T) -> T {
    let (eights, rest) = row.as_chunks::<LANES>();
    let mut lanes = [start; LANES];
    for eight in eights {
        for (lane, &x) in lanes.iter_mut().zip(eight) {
            *lane = combine(*lane, x);
        }
    }
    let mut result = start;
    if !eights.is_empty() {
        for lane in lanes {
            result = combine(result, lane);
        }
    }
    for &x in rest {
        result = combine(result, x);
    }
    result
}
