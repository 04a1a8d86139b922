//! Operations on the representation of floating-point numbers: rounding, powers of two, exponents, signs.
//!
//! Conversions between floating-point numbers and integers would be the obvious tool, but `as`
//! saturates, which costs comparisons, and AVX2 has no conversion of 64-bit integers. Adding a large
//! number does the same: with `p` the count of stored fraction bits, a float in `2^p .. 2^(p + 1)` is
//! an integer, and its fraction bits are the binary digits of its distance to `2^p`.

use super::Real;

/// The parts of a floating-point number.
pub trait Bits: Real {
    /// What a number is added to in order to be rounded to an integer: `1.5 * 2^p`, so that the sum is in
    /// the binade of the comment above for both signs.
    const SHIFT: f64;

    /// The exponent of 1 in the representation.
    const BIAS: f64;

    /// The largest exponent of a power of two whose reciprocal is normal.
    const LARGEST_EXPONENT: f64;

    /// The logarithm of [`SMALL`](Bits::SMALL): minus a half of the largest exponent.
    const SMALL_EXPONENT: f64;

    /// A power of two halfway to the smallest normal number.
    const SMALL: f64;

    /// How far subnormal numbers are lifted to become normal: `p + 1`.
    const LIFT: f64;

    /// `2^n`, for the sum `self` of `SHIFT`, `BIAS` and an integral `n` whose power of two is neither
    /// subnormal nor infinite.
    ///
    /// Any other `self` gives an unspecified number.
    fn power_of_two(self) -> Self;

    /// The `k` and `m` of `self = 2^k m`, with `k` integral and `m` in `sqrt(1/2) .. sqrt(2)`.
    ///
    /// `self` must be positive, normal and finite; otherwise both numbers are unspecified.
    fn split(self) -> (Self, Self);

    /// `self` with the sign of `sign`, for a `self` that is not negative.
    fn with_sign_of(self, sign: Self) -> Self;
}

macro_rules! implement {
    ($float:ident, $bits:ident) => {
        impl Bits for $float {
            const SHIFT: f64 = (3_u64 << ($float::MANTISSA_DIGITS - 2)) as f64;
            const BIAS: f64 = ($float::MAX_EXP - 1) as f64;
            const LARGEST_EXPONENT: f64 = ($float::MAX_EXP - 2) as f64;
            const SMALL_EXPONENT: f64 = -($float::MAX_EXP as f64) / 2.0;
            const SMALL: f64 = f64::from_bits(((f64::MAX_EXP - 1 - $float::MAX_EXP / 2) as u64) << 52);
            const LIFT: f64 = $float::MANTISSA_DIGITS as f64;

            #[inline(always)]
            fn power_of_two(self) -> Self {
                // The lowest bits of the sum are the biased exponent of the result. The shift moves
                // them to their place and all others out.
                $float::from_bits(self.to_bits() << ($float::MANTISSA_DIGITS - 1))
            }

            #[inline(always)]
            fn split(self) -> (Self, Self) {
                const ONE: $bits = $float::to_bits(1.0);
                const SQRT_HALF: $bits = $float::to_bits(core::$float::consts::FRAC_1_SQRT_2);
                const FRACTION_BITS: u32 = $float::MANTISSA_DIGITS - 1;
                const FRACTION: $bits = (1 << FRACTION_BITS) - 1;
                const SHIFT: $float = (FRACTION + 1) as $float;

                // After the addition, the exponent field changes at sqrt(1/2) 2^k instead of 2^k.
                let moved = self.to_bits().wrapping_add(ONE - SQRT_HALF);
                let biased_exponent = moved >> FRACTION_BITS;
                let exponent =
                    $float::from_bits(SHIFT.to_bits() | biased_exponent) - (SHIFT + <$float as Bits>::BIAS as $float);
                (exponent, $float::from_bits((moved & FRACTION) + SQRT_HALF))
            }

            #[inline(always)]
            fn with_sign_of(self, sign: Self) -> Self {
                const SIGN: $bits = $float::to_bits(-0.0);
                $float::from_bits(self.to_bits() | (sign.to_bits() & SIGN))
            }
        }
    };
}

implement!(f32, u32);
implement!(f64, u64);
