//! The sine and the cosine of half turns: `sin(pi x)` and `cos(pi x)`.
//!
//! They need no reduction by a multiple of pi: the distance `r` of `x` from an even number, in -1 ..= 1, is exact. The sine
//! is as far from its zero at 1 as from the one at 0, so that `sin(pi |r|) = sin(pi s)` with `s` the smaller one of `|r|` and
//! `1 - |r|`; and `cos(pi r) = sin(pi (1/2 - |r|))`. There, `sin(pi s) = s (pi + z P(z))` with `z = s^2` and a minimax
//! polynomial `P` from `remez.py`.

use core::f64::consts::PI;

use super::Real;
use super::arithmetic::Arithmetic;
use super::bits::Bits;
use super::polynomial::polynomial;

/// What the functions need to know of a number type.
pub trait SinConstants: Real {
    /// `pi + z P(z)`
    fn sin_polynomial<A: Arithmetic>(z: A) -> A;
}

/// `sin(pi x)`
#[inline(always)]
pub(super) fn sin_pi<A: Arithmetic>(x: A) -> A {
    sin_pi_of_turn(distance_from_even(x))
}

/// `sin(pi r)` for `r` in -1 ..= 1: cheaper than `sin_pi`.
#[inline(always)]
pub(crate) fn sin_pi_of_turn<A: Arithmetic>(r: A) -> A {
    let distance = r.abs();
    let rest = A::one() - distance;
    of_quarter(if distance > rest { rest } else { distance }, r)
}

/// `cos(pi x)`
#[inline(always)]
pub(super) fn cos_pi<A: Arithmetic>(x: A) -> A {
    cos_pi_of_turn(distance_from_even(x))
}

/// `cos(pi r)` for `r` in -1 ..= 1: cheaper than `cos_pi`.
#[inline(always)]
pub(crate) fn cos_pi_of_turn<A: Arithmetic>(r: A) -> A {
    let s = A::of(0.5) - r.abs();
    of_quarter(s.abs(), s)
}

/// `sin(pi s)` for `s` in 0 ..= 1/2, with the sign of another number.
#[inline(always)]
fn of_quarter<A: Arithmetic>(s: A, sign: A) -> A {
    let result = s * A::Scalar::sin_polynomial(s * s);
    // Rounding may push it a little beyond.
    let result = if result > A::one() { A::one() } else { result };
    A::from_scalar(result.scalar().with_sign_of(sign.scalar()))
}

/// What is left of `x` without an even number, in -1 ..= 1.
#[inline(always)]
fn distance_from_even<A: Arithmetic>(x: A) -> A {
    // From here on all numbers are even. The product makes NaN of infinity.
    let large = A::of(2.0) / A::epsilon();
    let x = if x.abs() < large { x } else { x.abs() * A::zero() };
    // A sum with 2^k SHIFT is rounded to a multiple of 2^k, as long as the number is small enough: first of 4, then of 2.
    let [four, two] = [4.0, 2.0].map(|multiple| A::of(multiple * A::Scalar::SHIFT));
    let x = x - ((x + four) - four);
    x - ((x + two) - two)
}

macro_rules! implement {
    ($float:ident, p: $($p:literal),+;) => {
        impl SinConstants for $float {
            #[inline(always)]
            fn sin_polynomial<A: Arithmetic>(z: A) -> A {
                polynomial!(z; PI, $($p),+)
            }
        }
    };
}

// P puts the result off by 2^-27 of itself.
implement! {
    f32,
    p:
        -5.167_711,
        2.550_082_2,
        -0.598_308_1,
        0.077_675_976;
}

// P puts the result off by 2^-61 of itself.
implement! {
    f64,
    p:
        -5.167_712_780_049_969,
        2.550_164_039_877_303,
        -0.599_264_529_318_966_1,
        0.082_145_886_572_827_72,
        -0.007_370_430_500_690_209,
        0.000_466_299_782_143_692_3,
        -2.190_339_657_919_926_3e-5,
        7.696_695_493_785_052e-7;
}
