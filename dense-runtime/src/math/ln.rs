//! The natural logarithm, and `ln(1 + x)`.
//!
//! A number `2^k (1 + f)`, with `1 + f` in `sqrt(1/2) .. sqrt(2)`, has the logarithm
//! `k ln 2 + ln(1 + f)`. As in fdlibm's `e_log.c` (Sun Microsystems, 1993), with `s = f / (2 + f)`,
//! `ln(1 + f) = ln(1 + s) - ln(1 - s) = 2 s + s R`. There, `R = z P(z)` with `z = s^2` and a minimax
//! polynomial `P` from `remez.py`. Because `2 s = f - s f` and `s f = f^2 / 2 - s f^2 / 2`, this is
//! `f - f^2 / 2 + s (f^2 / 2 + R)`, where the exact `f` dominates the rounding errors of the rest.

use super::{bits::Bits, polynomial::polynomial};

/// The logarithm in its three forms, and the steps that they share.
pub(super) trait Ln: Sized {
    /// `ln(self)`.
    fn ln(self) -> Self;

    /// `ln(1 + self)`.
    fn ln_1p(self) -> Self;

    /// `ln(1 + self)` for finite `self > -1`: cheaper than `ln_1p`, but the sign of 0 is lost.
    fn ln_1p_of_inner(self) -> Self;

    /// `k ln 2 + ln(1 + f)`.
    fn compose(k: Self, f: Self) -> Self;

    /// `inner` if `self` is positive and finite, otherwise the limit of the logarithm or NaN.
    fn limit_or(self, inner: Self) -> Self;
}

macro_rules! implement {
    (
        $float:ident,
        // The leading bits of ln 2, so few that their product with any k is exact, and the others.
        ln_2: $ln_2_high:literal + $ln_2_low:literal,
        // P, the lowest power first.
        coefficients: $($coefficient:literal),+ $(,)?
    ) => {
        impl Ln for $float {
            #[inline(always)]
            fn ln(self) -> Self {
                // 2^SCALE_EXPONENT lifts subnormal numbers into the normal range.
                const SCALE_EXPONENT: $float = $float::MANTISSA_DIGITS as $float;
                const SCALE: $float = 2.0 / $float::EPSILON;
                let is_subnormal = self < $float::MIN_POSITIVE;
                let normal = if is_subnormal { self * SCALE } else { self };
                let (k, m) = normal.split();
                let k = if is_subnormal { k - SCALE_EXPONENT } else { k };
                self.limit_or(Self::compose(k, m - 1.0))
            }

            #[inline(always)]
            fn ln_1p(self) -> Self {
                let result = (1.0 + self).limit_or(self.ln_1p_of_inner());
                // Tiny numbers are their own result: this keeps -0 and the bits of subnormals.
                if self.abs() < $float::EPSILON / 4.0 { self } else { result }
            }

            #[inline(always)]
            fn ln_1p_of_inner(self) -> Self {
                // The rounding of 1 + x loses x - ((1 + x) - 1), which f gets back, scaled by 2^-k.
                // It is nothing against an x so large that 2^-k would be subnormal.
                const LARGE: $float = ($float::MAX_EXP - 2) as $float;
                let sum = 1.0 + self;
                let (k, m) = sum.split();
                let scale = (if k > LARGE { -LARGE } else { -k }).power_of_two();
                Self::compose(k, (m - 1.0) + scale * (self - (sum - 1.0)))
            }

            #[inline(always)]
            fn compose(k: Self, f: Self) -> Self {
                let s = f / (2.0 + f);
                let z = s * s;
                let r = z * polynomial!(z, $($coefficient),+);
                let half_square = 0.5 * f * f;
                let small = s * (half_square + r) + k * $ln_2_low;
                k * $ln_2_high + (f - (half_square - small))
            }

            #[inline(always)]
            fn limit_or(self, inner: Self) -> Self {
                // Infinity and NaN are their own logarithms.
                let result = if self < $float::INFINITY { inner } else { self };
                let outside = if self < 0.0 { $float::NAN } else { $float::NEG_INFINITY };
                if self <= 0.0 { outside } else { result }
            }
        }
    };
}

// ln 2 is split as in fdlibm (e_log.c and, for f32, e_logf.c).

// P puts the result off by 2^-37 of itself.
implement! {
    f32,
    ln_2: 0.693_138_1 + 9.058_001e-6,
    coefficients:
        0.666_666_6,
        0.400_003_34,
        0.285_373_1,
        0.235_821_52,
}

// P puts the result off by 2^-59 of itself.
implement! {
    f64,
    ln_2: 0.693_147_180_369_123_8 + 1.908_214_929_270_587_7e-10,
    coefficients:
        0.666_666_666_666_673_4,
        0.399_999_999_994_146_8,
        0.285_714_287_423_874_8,
        0.222_221_985_731_981_54,
        0.181_835_643_254_783_4,
        0.153_140_505_669_216_75,
        0.147_959_495_674_839_85,
}
