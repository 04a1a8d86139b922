//! The exponential function, and `e^x - 1`, from which all other functions but the logarithms follow.
//!
//! With `n` the integer nearest to `x / ln 2` and `r = x - n ln 2`, `e^x = 2^n e^r` and `|r|` is at
//! most `ln 2 / 2`. There, `e^r - 1 = r + r^2 P(r)`, with a minimax polynomial `P` from `remez.py`.
//!
//! For `e^x` itself, `n` is even and `|r|` at most `ln 2`, where `e^r = 1 + r + r^2 Q(r)`. This takes
//! another degree, but `2^n` is the square of a power of two that is always a normal number.

use core::f64::consts::{LN_2, LOG2_E};

use super::Real;
use super::arithmetic::Arithmetic;
use super::bits::Bits;
use super::polynomial::polynomial;

/// What the exponential functions need to know of a number type.
pub trait ExpConstants: Real {
    /// The leading bits of ln 2, so few that their product with any `n` is exact, and the others.
    const LN_2_HIGH_AND_LOW: [f64; 2];

    /// Where `e^x` rounds to 0.
    const EXP_IS_ZERO: f64;

    /// Where `e^x - 1` rounds to -1.
    const EXP_IS_NOTHING: f64;

    /// Where `e^x` is infinite.
    const EXP_IS_INFINITE: f64;

    /// `P(r)`
    fn exp_narrow<A: Arithmetic>(r: A) -> A;

    /// `Q(r)`
    fn exp_wide<A: Arithmetic>(r: A) -> A;
}

/// `e^x`
#[inline(always)]
pub(super) fn exp<A: Arithmetic>(x: A) -> A {
    // NaN is not on either side and stays what it is.
    let (zero, infinite) = (A::of(A::Scalar::EXP_IS_ZERO), A::of(A::Scalar::EXP_IS_INFINITE));
    let x = if x < zero { zero } else { x };
    let x = if x > infinite { infinite } else { x };
    let [high, low] = A::Scalar::LN_2_HIGH_AND_LOW;
    let (half_n, root) = nearest_power(x, 0.5 * LOG2_E, 0.0);
    let r = half_n.multiply_add(A::of(-2.0 * low), half_n.multiply_add(A::of(-2.0 * high), x));
    let e = (r * r).multiply_add(A::Scalar::exp_wide(r), r);
    // The last factor is the first one that can make a subnormal number, so that such a result is rounded only once there.
    e.multiply_add(root, root) * root
}

/// `e^x - 1`
#[inline(always)]
pub(super) fn exp_m1<A: Arithmetic>(x: A) -> A {
    let (nothing, infinite) = (A::of(A::Scalar::EXP_IS_NOTHING), A::of(A::Scalar::EXP_IS_INFINITE));
    let inner = if x < nothing { nothing } else { x };
    let inner = if inner > infinite { infinite } else { inner };
    // The sum is a half of the result, since 2^n can be infinite where e^x is not.
    let [high, low] = A::Scalar::LN_2_HIGH_AND_LOW;
    let (n, scale) = nearest_power(inner, LOG2_E, -1.0);
    let e = exp_m1_of_remainder(n.multiply_add(A::of(-low), n.multiply_add(A::of(-high), inner)));
    let result = scale.multiply_add(e, scale - A::of(0.5)) * A::of(2.0);
    // Tiny numbers are their own result: this keeps -0 and the bits of subnormals.
    if x.abs() < A::epsilon() / A::of(4.0) { x } else { result }
}

/// `1 - e^-x` for `x >= 0`, in 0 ..= 1: cheaper than `exp_m1`.
#[inline(always)]
pub(super) fn one_minus_exp_of_minus<A: Arithmetic>(x: A) -> A {
    let nothing = A::of(-A::Scalar::EXP_IS_NOTHING);
    let x = if x > nothing { nothing } else { x };
    // ln 2 in one piece is good enough: its error grows with n, but fades with 2^n.
    let (n, scale) = nearest_power(x, -LOG2_E, 0.0);
    let e = exp_m1_of_remainder(n.multiply_add(A::of(-LN_2), -x));
    (-scale).multiply_add(e, A::one() - scale)
}

/// `2^(n + offset)` and `e^r - 1` of `e^-x`, for `x` and an offset that keep the power of two a normal number.
#[inline(always)]
pub(super) fn exp_of_minus<A: Arithmetic>(x: A, offset: f64) -> (A, A) {
    let [high, low] = A::Scalar::LN_2_HIGH_AND_LOW;
    let (n, scale) = nearest_power(x, -LOG2_E, offset);
    let r = n.multiply_add(A::of(-low), -n.multiply_add(A::of(high), x));
    (scale, exp_m1_of_remainder(r))
}

/// The integer `n` nearest to `factor x`, and `2^(n + offset)`.
#[inline(always)]
fn nearest_power<A: Arithmetic>(x: A, factor: f64, offset: f64) -> (A, A) {
    let shift = A::of(A::Scalar::SHIFT + A::Scalar::BIAS + offset);
    let shifted = x.multiply_add(A::of(factor), shift);
    (shifted - shift, A::from_scalar(shifted.scalar().power_of_two()))
}

/// `e^r - 1`, for `|r|` up to `ln 2 / 2`.
#[inline(always)]
fn exp_m1_of_remainder<A: Arithmetic>(r: A) -> A {
    (r * r).multiply_add(A::Scalar::exp_narrow(r), r)
}

macro_rules! implement {
    (
        $float:ident,
        ln_2: $ln_2_high:literal + $ln_2_low:literal,
        zero: $zero:literal,
        nothing: $nothing:literal,
        infinite: $infinite:literal,
        p: $($p:literal),+;
        q: $($q:literal),+;
    ) => {
        impl ExpConstants for $float {
            const LN_2_HIGH_AND_LOW: [f64; 2] = [$ln_2_high, $ln_2_low];
            const EXP_IS_ZERO: f64 = $zero;
            const EXP_IS_NOTHING: f64 = $nothing;
            const EXP_IS_INFINITE: f64 = $infinite;

            #[inline(always)]
            fn exp_narrow<A: Arithmetic>(r: A) -> A {
                polynomial!(r; $($p),+)
            }

            #[inline(always)]
            fn exp_wide<A: Arithmetic>(r: A) -> A {
                polynomial!(r; $($q),+)
            }
        }
    };
}

// ln 2 is split as in fdlibm (Sun Microsystems, 1993; e_exp.c and, for f32, e_expf.c).

// P and Q put the results off by 2^-26 of themselves.
implement! {
    f32,
    ln_2: 0.693_145_75 + 1.428_606_8e-6,
    zero: -104.0,
    nothing: -18.0,
    infinite: 89.0,
    p:
        0.499_999_97,
        0.166_665_43,
        0.041_667_2,
        0.008_366_514,
        0.001_388_252_2;
    q:
        0.500_000_36,
        0.166_666_15,
        0.041_661_277,
        0.008_336_098,
        0.001_410_426_3,
        0.000_196_118_53;
}

// P puts the result off by 2^-55 of itself, Q by 2^-56.
implement! {
    f64,
    ln_2: 0.693_147_180_369_123_8 + 1.908_214_929_270_587_7e-10,
    zero: -746.0,
    nothing: -38.0,
    infinite: 710.0,
    p:
        0.500_000_000_000_000_6,
        0.166_666_666_666_665_88,
        0.041_666_666_666_576_826,
        0.008_333_333_333_389_505,
        0.001_388_888_893_153_944_3,
        0.000_198_412_697_190_827_1,
        2.480_150_530_642_085_7e-5,
        2.755_740_750_500_095_4e-6,
        2.762_602_420_705_718e-7,
        2.505_377_542_508_544_8e-8;
    q:
        0.499_999_999_999_999_3,
        0.166_666_666_666_669_35,
        0.041_666_666_666_702_02,
        0.008_333_333_333_270_054,
        0.001_388_888_888_358_483_6,
        0.000_198_412_698_926_878_37,
        2.480_159_082_621_321_2e-5,
        2.755_730_067_614_498e-6,
        2.755_615_884_285_507e-7,
        2.505_503_065_144_313_5e-8,
        2.106_226_835_651_252e-9,
        1.593_565_594_075_634_8e-10;
}
