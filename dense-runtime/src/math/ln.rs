//! The natural logarithm, and `ln(1 + x)`.
//!
//! A number `2^k (1 + f)`, with `1 + f` in `sqrt(1/2) .. sqrt(2)`, has the logarithm
//! `k ln 2 + ln(1 + f)`. As in fdlibm's `e_log.c` (Sun Microsystems, 1993), with `s = f / (2 + f)`,
//! `ln(1 + f) = ln(1 + s) - ln(1 - s) = 2 s + s R`. There, `R = z P(z)` with `z = s^2` and a minimax
//! polynomial `P` from `remez.py`. Because `2 s = f - s f` and `s f = f^2 / 2 - s f^2 / 2`, this is
//! `f - f^2 / 2 + s (f^2 / 2 + R)`, where the exact `f` dominates the rounding errors of the rest.

use super::Real;
use super::arithmetic::Arithmetic;
use super::bits::Bits;
use super::polynomial::polynomial;

/// What the logarithms need to know of a number type.
pub trait LnConstants: Real {
    /// The leading bits of ln 2, so few that their product with any `k` is exact, and the others.
    const LN_2_LEADING_AND_REST: [f64; 2];

    /// `P(z)`
    fn ln_polynomial<A: Arithmetic>(z: A) -> A;
}

/// `ln x`
#[inline(always)]
pub(super) fn ln<A: Arithmetic>(x: A) -> A {
    // 2^LIFT lifts subnormal numbers into the normal range.
    let is_subnormal = x < A::min_positive_value();
    let normal = if is_subnormal { x * (A::of(2.0) / A::epsilon()) } else { x };
    let (k, m) = split(normal);
    let k = if is_subnormal { k - A::of(A::Scalar::LIFT) } else { k };
    limit_or(x, compose(k, m - A::one()))
}

/// `ln x` for positive, normal and finite numbers: cheaper than `ln`.
#[inline(always)]
pub(crate) fn ln_of_normal<A: Arithmetic>(x: A) -> A {
    let (k, m) = split(x);
    compose(k, m - A::one())
}

/// `ln(1 + x)`
#[inline(always)]
pub(super) fn ln_1p<A: Arithmetic>(x: A) -> A {
    let result = limit_or(A::one() + x, ln_1p_of_inner(x));
    // Tiny numbers are their own result: this keeps -0 and the bits of subnormals.
    if x.abs() < A::epsilon() / A::of(4.0) { x } else { result }
}

/// `ln(1 + x)` for finite `x > -1`: cheaper than `ln_1p`, but the sign of 0 is lost.
#[inline(always)]
pub(super) fn ln_1p_of_inner<A: Arithmetic>(x: A) -> A {
    // The rounding of 1 + x loses x - ((1 + x) - 1), which f gets back, scaled by 2^-k.
    // It is nothing against an x so large that 2^-k would be subnormal.
    let large = A::of(A::Scalar::LARGEST_EXPONENT);
    let sum = A::one() + x;
    let (k, m) = split(sum);
    let exponent = if k > large { -large } else { -k };
    let scale = A::from_scalar((exponent + A::of(A::Scalar::SHIFT + A::Scalar::BIAS)).scalar().power_of_two());
    compose(k, scale.multiply_add(x - (sum - A::one()), m - A::one()))
}

/// `k ln 2 + ln(1 + f)`
#[inline(always)]
fn compose<A: Arithmetic>(k: A, f: A) -> A {
    let [leading, rest] = A::Scalar::LN_2_LEADING_AND_REST;
    let s = f / (A::of(2.0) + f);
    let z = s * s;
    let half_square = A::of(0.5) * f * f;
    let r = z.multiply_add(A::Scalar::ln_polynomial(z), half_square);
    let small = s.multiply_add(r, k * A::of(rest));
    k.multiply_add(A::of(leading), f - (half_square - small))
}

/// `inner` if `x` is positive and finite, otherwise the limit of the logarithm or NaN.
#[inline(always)]
fn limit_or<A: Arithmetic>(x: A, inner: A) -> A {
    // Infinity and NaN are their own logarithms.
    let result = if x < A::infinity() { inner } else { x };
    let outside = if x < A::zero() { A::nan() } else { A::neg_infinity() };
    if x <= A::zero() { outside } else { result }
}

/// [`Bits::split`]
#[inline(always)]
fn split<A: Arithmetic>(x: A) -> (A, A) {
    let (k, m) = x.scalar().split();
    (A::from_scalar(k), A::from_scalar(m))
}

macro_rules! implement {
    ($float:ident, ln_2: $leading:literal + $rest:literal, p: $($p:literal),+;) => {
        impl LnConstants for $float {
            const LN_2_LEADING_AND_REST: [f64; 2] = [$leading, $rest];

            #[inline(always)]
            fn ln_polynomial<A: Arithmetic>(z: A) -> A {
                polynomial!(z; $($p),+)
            }
        }
    };
}

// ln 2 is split as in fdlibm (e_log.c and, for f32, e_logf.c).

// P puts the result off by 2^-37 of itself.
implement! {
    f32,
    ln_2: 0.693_138_1 + 9.058_001e-6,
    p:
        0.666_666_6,
        0.400_003_34,
        0.285_373_1,
        0.235_821_52;
}

// P puts the result off by 2^-59 of itself.
implement! {
    f64,
    ln_2: 0.693_147_180_369_123_8 + 1.908_214_929_270_587_7e-10,
    p:
        0.666_666_666_666_673_4,
        0.399_999_999_994_146_8,
        0.285_714_287_423_874_8,
        0.222_221_985_731_981_54,
        0.181_835_643_254_783_4,
        0.153_140_505_669_216_75,
        0.147_959_495_674_839_85;
}
