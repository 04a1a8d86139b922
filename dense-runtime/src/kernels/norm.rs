//! Euclidean norms that neither overflow nor lose small numbers, and whose bits depend on nothing but the numbers.

use crate::Element;
use crate::isa::{Isa, Op};

/// `Σ (scale · x)²`.
#[derive(Debug)]
#[doc(hidden)]
pub struct SumOfSquares<'a, T> {
    pub(crate) values: &'a [T],
    pub(crate) scale: T,
}

impl<T: Element> Op for SumOfSquares<'_, T> {
    type Output = T;

    #[inline(always)]
    fn run<I: Isa>(self, _: I) -> T {
        let scale = self.scale;
        // Side by side, because one sum would be a chain in which each addition waits for the one before it.
        let mut sums = [T::zero(); 32];
        let (chunks, rest) = self.values.as_chunks::<32>();
        for chunk in chunks {
            for (sum, &x) in sums.iter_mut().zip(chunk) {
                let x = x * scale;
                *sum += x * x;
            }
        }
        for (sum, &x) in sums.iter_mut().zip(rest) {
            let x = x * scale;
            *sum += x * x;
        }
        sums.into_iter().sum()
    }
}

/// `√(Σx²)`. It is NaN if a number is not finite.
///
/// Squares are summed in pieces, in a fixed order. If they leave the range of the number type, they are summed once more, as
/// multiples of the largest number.
#[derive(Debug)]
#[doc(hidden)]
pub struct Norm<'a, T>(pub(crate) &'a [T]);

/// Numbers whose squares are summed in their own type. The sums of these pieces are added up in `f64`, so that long tensors
/// lose no digits.
const PIECE: usize = 4096;

impl<T: Element> Op for Norm<'_, T> {
    type Output = f64;

    #[inline(always)]
    fn run<I: Isa>(self, _: I) -> f64 {
        let Norm(values) = self;
        let total = sum(values, T::one());
        // Below this, numbers that count may have squares that have lost digits.
        let epsilon = T::epsilon().as_f64();
        if total.is_finite() && total > T::min_positive_value().as_f64() / (epsilon * epsilon) {
            return total.sqrt();
        }
        let largest = values.iter().fold(T::zero(), |largest, x| if x.abs() > largest { x.abs() } else { largest });
        if largest == T::zero() && total == 0.0 {
            return 0.0;
        }
        // The inverse of the smallest numbers would be infinite.
        let scale = T::of((1.0 / largest.as_f64()).min(T::max_value().as_f64() / 4.0));
        sum(values, scale).sqrt() / scale.as_f64()
    }
}

fn sum<T: Element>(values: &[T], scale: T) -> f64 {
    values.chunks(PIECE).map(|values| T::sum_of_squares(SumOfSquares { values, scale }).as_f64()).sum()
}

/// The norm of all numbers of two arrays, given that of each: `√(a² + b²)`, without an overflow in between.
pub(crate) fn norm_of_both(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 {
        return a + b;
    }
    let (smaller, larger) = if a > b { (b, a) } else { (a, b) };
    let ratio = smaller / larger;
    larger * (1.0 + ratio * ratio).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<T: Element>(values: &[T]) -> f64 {
        T::norm(Norm(values))
    }

    #[test]
    fn norms_are_right_over_the_whole_range_of_numbers() {
        fn check<T: Element>(factors: &[f64]) {
            let values: Vec<f64> = (0..10_000).map(|i| f64::from(i % 113) - 50.0).collect();
            let expected = values.iter().map(|x| x * x).sum::<f64>().sqrt();
            for &factor in factors {
                let values: Vec<T> = values.iter().map(|x| T::of(x * factor)).collect();
                let found = of(&values) / factor;
                assert!((found - expected).abs() < 1e-6 * expected, "{factor:e}: {found}, not {expected}");
            }
        }
        check::<f32>(&[1e-36, 1e-20, 1e-10, 1.0, 1e10, 1e18, 1e20, 5e36]);
        check::<f64>(&[1e-300, 1e-160, 1e-20, 1.0, 1e100, 1e153, 1e200, 1e300]);
        assert!((of(&[f32::MAX; 9]) / f64::from(f32::MAX) - 3.0).abs() < 1e-6);
        assert!((of(&[1e-45_f32; 4]) / f64::from(1e-45_f32) - 2.0).abs() < 1e-6);
        assert_eq!(of(&[0.0_f32; 5]), 0.0);
        assert_eq!(of::<f32>(&[]), 0.0);
    }

    #[test]
    fn a_number_that_is_not_finite_makes_a_norm_nan() {
        for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let mut values = [0.0; 70];
            for at in [0, 33, 69] {
                values[at] = bad;
                assert!(of(&values).is_nan());
                values[at] = 2.0;
            }
        }
    }

    #[test]
    fn norms_count_together() {
        assert_eq!([0.0, 3.0, 0.0, 4.0].into_iter().fold(0.0, norm_of_both), 5.0);
        assert_eq!(norm_of_both(3e300, 4e300), 5e300);
        assert_eq!(norm_of_both(4e-300, 3e-300), 5e-300);
        assert_eq!(norm_of_both(0.0, 0.0), 0.0);
        for other in [0.0, 1.0, f64::INFINITY] {
            assert!(norm_of_both(f64::NAN, other).is_nan() && norm_of_both(other, f64::NAN).is_nan());
        }
    }
}
