//! Operations on the representation of floating-point numbers: rounding, powers of two, exponents.
//!
//! Conversions between floating-point numbers and integers would be the obvious tool, but `as`
//! saturates, which costs comparisons, and AVX2 has no conversion of 64-bit integers. Adding a large
//! number does the same: with `p` the count of stored fraction bits, a float in `2^p .. 2^(p + 1)` is
//! an integer, and its fraction bits are the binary digits of its distance to `2^p`.

/// The parts of a floating-point number.
pub(super) trait Bits: Sized {
    /// The integer nearest to `self`, ties to even, for `|self|` up to `2^(p - 2)`.
    fn nearest_integer(self) -> Self;

    /// `2^self`, for an integral `self` whose power of two is neither subnormal nor infinite.
    ///
    /// Any other `self` gives an unspecified number.
    fn power_of_two(self) -> Self;

    /// The `k` and `m` of `self = 2^k m`, with `k` integral and `m` in `sqrt(1/2) .. sqrt(2)`.
    ///
    /// `self` must be positive, normal and finite; otherwise both numbers are unspecified.
    fn split(self) -> (Self, Self);
}

macro_rules! implement {
    ($float:ident, $bits:ident) => {
        impl Bits for $float {
            #[inline(always)]
            fn nearest_integer(self) -> Self {
                // With 1.5 * 2^p, the sum is in the binade of the comment above for both signs.
                const SHIFT: $float = (3_u64 << ($float::MANTISSA_DIGITS - 2)) as $float;
                (self + SHIFT) - SHIFT
            }

            #[inline(always)]
            fn power_of_two(self) -> Self {
                // The lowest bits of the sum are the biased exponent of the result. The shift moves
                // them to their place and all others out.
                const BIAS: $float = ($float::MAX_EXP - 1) as $float;
                const SHIFT: $float = (3_u64 << ($float::MANTISSA_DIGITS - 2)) as $float + BIAS;
                $float::from_bits((self + SHIFT).to_bits() << ($float::MANTISSA_DIGITS - 1))
            }

            #[inline(always)]
            fn split(self) -> (Self, Self) {
                const ONE: $bits = $float::to_bits(1.0);
                const SQRT_HALF: $bits = $float::to_bits(core::$float::consts::FRAC_1_SQRT_2);
                const FRACTION_BITS: u32 = $float::MANTISSA_DIGITS - 1;
                const FRACTION: $bits = (1 << FRACTION_BITS) - 1;
                const BIAS: $float = ($float::MAX_EXP - 1) as $float;
                const SHIFT: $float = (FRACTION + 1) as $float;

                // After the addition, the exponent field changes at sqrt(1/2) 2^k instead of 2^k.
                let moved = self.to_bits().wrapping_add(ONE - SQRT_HALF);
                let biased_exponent = moved >> FRACTION_BITS;
                let exponent = $float::from_bits(SHIFT.to_bits() | biased_exponent) - (SHIFT + BIAS);
                (exponent, $float::from_bits((moved & FRACTION) + SQRT_HALF))
            }
        }
    };
}

implement!(f32, u32);
implement!(f64, u64);
