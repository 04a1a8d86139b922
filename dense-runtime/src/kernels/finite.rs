//! Whether there is a NaN or an infinity among many numbers.

use crate::Element;
use crate::isa::{Isa, Op};

/// Whether all numbers are finite.
#[derive(Debug)]
#[doc(hidden)]
pub struct AllFinite<'a, T>(pub &'a [T]);

impl<T: Element> Op for AllFinite<'_, T> {
    type Output = bool;

    #[inline(always)]
    fn run<I: Isa>(self, _: I) -> bool {
        // Zero times a number is zero, unless the number is not finite. Sixteen sums, because one would be a chain in
        // which each addition waits for the one before it.
        let mut zeros = [T::zero(); 16];
        let (chunks, rest) = self.0.as_chunks::<16>();
        for chunk in chunks {
            for (zero, &value) in zeros.iter_mut().zip(chunk) {
                *zero += value * T::zero();
            }
        }
        for (zero, &value) in zeros.iter_mut().zip(rest) {
            *zero += value * T::zero();
        }
        zeros.iter().all(|zero| zero.is_finite())
    }
}

/// Whether no number is larger than `limit`, whatever its sign. NaN is.
#[derive(Debug)]
#[doc(hidden)]
pub struct AllWithin<'a, T> {
    /// The numbers.
    pub values: &'a [T],
    /// The largest that is allowed.
    pub limit: T,
}

impl<T: Element> Op for AllWithin<'_, T> {
    type Output = bool;

    #[inline(always)]
    fn run<I: Isa>(self, _: I) -> bool {
        // Counted, because a loop that ends at the first one that is found does not vectorize.
        let mut outside = 0_u32;
        for &value in self.values {
            outside += u32::from(value.abs() <= self.limit) ^ 1;
        }
        outside == 0
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::ElementWise;
    use super::*;

    #[test]
    fn one_number_outside_is_found_wherever_it_stands() {
        for len in 0..70 {
            let mut values = std::vec![-2.0_f32; len];
            assert!(f32::all_within(AllWithin { values: &values, limit: 2.0 }));
            for at in 0..len {
                for bad in [f32::NAN, f32::INFINITY, -2.5] {
                    values[at] = bad;
                    assert!(!f32::all_within(AllWithin { values: &values, limit: 2.0 }));
                    values[at] = -0.0;
                }
            }
        }
    }

    #[test]
    fn one_number_that_is_not_finite_is_found_wherever_it_stands() {
        for len in 0..70 {
            let mut values = std::vec![f32::MAX; len];
            assert!(f32::all_finite(AllFinite(&values)));
            for at in 0..len {
                for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                    values[at] = bad;
                    assert!(!f32::all_finite(AllFinite(&values)));
                    values[at] = -0.0;
                }
            }
        }
    }
}
