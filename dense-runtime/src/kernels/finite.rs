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

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::ElementWise;
    use super::*;

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
