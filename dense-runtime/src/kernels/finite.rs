//! Whether there is a NaN or an infinity among many numbers.

use crate::Element;

/// Whether all numbers are finite. Inlined into a region for vector instructions, it runs at the speed of memory.
#[inline(always)]
pub(crate) fn all_finite<T: Element>(values: &[T]) -> bool {
    // Zero times a number is zero, unless the number is not finite. Sixteen sums, because one would be a chain in which
    // each addition waits for the one before it.
    let mut zeros = [T::zero(); 16];
    let (chunks, rest) = values.as_chunks::<16>();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_that_is_not_finite_is_found_wherever_it_stands() {
        for len in 0..70 {
            let mut values = std::vec![f32::MAX; len];
            assert!(all_finite(&values));
            for at in 0..len {
                for bad in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                    values[at] = bad;
                    assert!(!all_finite(&values));
                    values[at] = -0.0;
                }
            }
        }
    }
}
