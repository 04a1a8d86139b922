//! The error function.
//!
//! The usual approximations split the axis into intervals, each with a formula of its own, and code
//! without branches would have to compute them all. Here, one formula serves every `x >= 0`:
//! `erf x = 1 - e^(-x (2 / sqrt(pi) + x P(x)))`, where the minimax polynomial `P` from `remez.py`
//! approximates what makes this exact. Its error reaches the result multiplied by `erfc x`, which
//! falls so fast that a moderate degree suffices up to where the result rounds to 1.

use super::Real;
use super::arithmetic::Arithmetic;
use super::bits::Bits;
use super::exp::one_minus_exp_of_minus;
use super::polynomial::polynomial;

/// What the error function needs to know of a number type.
pub trait ErfConstants: Real {
    /// From where on the result rounds to 1, and `P` holds no longer.
    const ERF_IS_ONE: f64;

    /// `2 / sqrt(pi) + x P(x)`
    fn erf_polynomial<A: Arithmetic>(x: A) -> A;
}

/// `2 / sqrt(pi)` times the integral of `e^(-t^2)` from 0 to `x`.
#[inline(always)]
pub(super) fn erf<A: Arithmetic>(x: A) -> A {
    let one = A::of(A::Scalar::ERF_IS_ONE);
    let distance = x.abs();
    let distance = if distance > one { one } else { distance };
    let result = one_minus_exp_of_minus(distance * A::Scalar::erf_polynomial(distance));
    A::from_scalar(result.scalar().with_sign_of(x.scalar()))
}

macro_rules! implement {
    ($float:ident, one: $one:literal, p: $($p:literal),+;) => {
        impl ErfConstants for $float {
            const ERF_IS_ONE: f64 = $one;

            #[inline(always)]
            fn erf_polynomial<A: Arithmetic>(x: A) -> A {
                polynomial!(x; core::f64::consts::FRAC_2_SQRT_PI, $($p),+)
            }
        }
    };
}

// P puts the result off by 2^-27 of itself.
implement! {
    f32,
    one: 4.0,
    p:
        0.636_619_5,
        0.102_776_8,
        -0.019_149_596,
        -0.000_166_357_65,
        0.001_672_651_6,
        -0.000_635_767_65,
        0.000_118_428_81,
        -9.341_079e-6;
}

// P puts the result off by 2^-51 of itself.
implement! {
    f64,
    one: 6.0,
    p:
        0.636_619_772_367_650_1,
        0.102_772_603_297_074_54,
        -0.019_128_446_889_050_892,
        -0.000_209_196_138_452_165_19,
        0.001_696_217_114_168_285_6,
        -0.000_590_177_930_606_556,
        2.605_721_451_001_362_5e-5,
        6.404_808_412_930_977e-5,
        -2.889_592_317_784_944_3e-5,
        2.220_491_128_489_136_3e-6,
        4.162_916_245_811_487e-6,
        -2.915_266_369_144_352e-6,
        1.162_978_917_919_262_8e-6,
        -3.290_258_830_427_808_5e-7,
        6.926_562_070_229_224e-8,
        -1.086_253_896_884_855_5e-8,
        1.236_389_342_762_051_5e-9,
        -9.653_401_615_437_824e-11,
        4.616_799_999_735_652e-12,
        -1.016_814_907_560_409_8e-13;
}
