//! The exponential function, and `e^x - 1`, from which all other functions but the logarithms follow.
//!
//! With `n` the integer nearest to `x / ln 2` and `r = x - n ln 2`, `e^x = 2^n e^r` and `|r|` is at
//! most `ln 2 / 2`. There, `e^r - 1 = r + r^2 P(r)`, with a minimax polynomial `P` from `remez.py`.

use super::{bits::Bits, polynomial::polynomial};

/// The exponential function in its three forms, and the step that they share.
pub(super) trait Exp: Sized {
    /// `e^self`.
    fn exp(self) -> Self;

    /// `e^self - 1`.
    fn exp_m1(self) -> Self;

    /// `e^self - 1` for `self <= 0`, in -1 ..= 0: cheaper than `exp_m1`, but the sign of 0 is lost.
    fn exp_m1_of_negative(self) -> Self;

    /// `n` and `e^r - 1`, for `self` between the bounds that the other functions apply.
    fn reduce(self) -> (Self, Self);
}

macro_rules! implement {
    (
        $float:ident,
        // The leading bits of ln 2, so few that their product with any n is exact, and the others.
        ln_2: $ln_2_high:literal + $ln_2_low:literal,
        // Where e^x rounds to 0 and e^x - 1 to -1, and where both are infinite.
        zero: $zero:literal,
        minus_one: $minus_one:literal,
        infinity: $infinity:literal,
        // P, the lowest power first.
        coefficients: $($coefficient:literal),+ $(,)?
    ) => {
        impl Exp for $float {
            #[inline(always)]
            fn exp(self) -> Self {
                // NaN is not on either side and stays what it is.
                let x = if self < $zero { $zero } else { self };
                let x = if x > $infinity { $infinity } else { x };
                let (n, e) = x.reduce();
                // 2^n can be subnormal or infinite where e^x is not; its two halves cannot. The first
                // product is exact, so that a subnormal result is rounded only once.
                let half = (n * 0.5).nearest_integer();
                (1.0 + e) * half.power_of_two() * (n - half).power_of_two()
            }

            #[inline(always)]
            fn exp_m1(self) -> Self {
                let x = if self < $minus_one { $minus_one } else { self };
                let x = if x > $infinity { $infinity } else { x };
                let (n, e) = x.reduce();
                // The sum is a half of the result, since 2^n can be infinite where e^x is not.
                let scale = (n - 1.0).power_of_two();
                let result = (scale * e + (scale - 0.5)) * 2.0;
                // Tiny numbers are their own result: this keeps -0 and the bits of subnormals.
                if self.abs() < $float::EPSILON / 4.0 { self } else { result }
            }

            #[inline(always)]
            fn exp_m1_of_negative(self) -> Self {
                let x = if self < $minus_one { $minus_one } else { self };
                let (n, e) = x.reduce();
                let scale = n.power_of_two();
                scale * e + (scale - 1.0)
            }

            #[inline(always)]
            fn reduce(self) -> (Self, Self) {
                let n = (self * core::$float::consts::LOG2_E).nearest_integer();
                let r = self - n * $ln_2_high - n * $ln_2_low;
                (n, r + r * r * polynomial!(r, $($coefficient),+))
            }
        }
    };
}

// ln 2 is split as in fdlibm (Sun Microsystems, 1993; e_exp.c and, for f32, e_expf.c).

// P puts the result off by 2^-26 of itself.
implement! {
    f32,
    ln_2: 0.693_145_75 + 1.428_606_8e-6,
    zero: -104.0,
    minus_one: -18.0,
    infinity: 89.0,
    coefficients:
        0.499_999_97,
        0.166_665_43,
        0.041_667_2,
        0.008_366_514,
        0.001_388_252_2,
}

// P puts the result off by 2^-55 of itself.
implement! {
    f64,
    ln_2: 0.693_147_180_369_123_8 + 1.908_214_929_270_587_7e-10,
    zero: -746.0,
    minus_one: -38.0,
    infinity: 710.0,
    coefficients:
        0.500_000_000_000_000_6,
        0.166_666_666_666_665_88,
        0.041_666_666_666_576_826,
        0.008_333_333_333_389_505,
        0.001_388_888_893_153_944_3,
        0.000_198_412_697_190_827_1,
        2.480_150_530_642_085_7e-5,
        2.755_740_750_500_095_4e-6,
        2.762_602_420_705_718e-7,
        2.505_377_542_508_544_8e-8,
}
