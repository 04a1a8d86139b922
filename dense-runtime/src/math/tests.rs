//! The functions against those of the standard library and `libm`, and at special numbers.

// The standard library is the reference also where the crate itself does without it.
extern crate std;

use core::ops::Range;

use super::cases::{
    CASES, cos_pi as exact_cos_pi, sigmoid as exact_sigmoid, sin_pi as exact_sin_pi, softplus as exact_softplus,
};
use super::ulp::error_in_ulps;
use super::{Fused, Real};

/// One of so many `f32`s is tested here; `examples/ulp.rs` takes all.
const STRIDE: usize = 997;

/// So many `f64`s of each sign are tested in each range.
const SAMPLES: u32 = 20_000;

#[test]
fn errors_are_within_the_bounds() {
    for case in CASES {
        let numbers: Vec<f32> = (0..=u32::MAX).step_by(STRIDE).map(f32::from_bits).collect();
        let mut plain = numbers.clone();
        (case.plain)(&mut plain);
        let mut fused: Vec<_> = numbers.iter().map(|&x| Fused(x)).collect();
        (case.fused)(&mut fused);
        for ((x, plain), fused) in numbers.into_iter().zip(plain).zip(fused) {
            let exact = (case.exact)(x.into());
            for (arithmetic, computed) in [("plain", plain), ("fused", fused.0)] {
                let error = error_in_ulps(computed, exact);
                let name = case.name;
                assert!(
                    error <= case.bound,
                    "{arithmetic} {name} of {x:?}: {computed:?} is {error} ULP from {exact:?}"
                );
            }
        }
    }
}

/// Asserts an error of at most `bound` relative to the result for numbers of both signs whose binary
/// logarithms are spread evenly over `exponents`.
#[track_caller]
fn check_f64(function: fn(f64) -> f64, reference: fn(f64) -> f64, bound: f64, exponents: Range<f64>) {
    for i in 0..SAMPLES {
        let position = f64::from(i) / f64::from(SAMPLES);
        let exponent = exponents.start + (exponents.end - exponents.start) * position;
        for x in [exponent.exp2(), -exponent.exp2()] {
            let (computed, exact) = (function(x), reference(x));
            let tolerance = bound * exact.abs().max(f64::MIN_POSITIVE);
            let is_close = computed == exact || (computed - exact).abs() <= tolerance;
            assert!(is_close || computed.is_nan() && exact.is_nan(), "at {x:?}: {computed:?} for {exact:?}",);
        }
    }
}

/// Asserts an error of at most `$bound` for a function in both arithmetics.
macro_rules! check_f64 {
    ($function:ident, $reference:expr, $bound:expr, $exponents:expr) => {
        check_f64(Real::$function, $reference, $bound, $exponents);
        check_f64(|x| Fused(x).$function().0, $reference, $bound, $exponents);
    };
}

#[test]
fn errors_of_f64_are_small() {
    check_f64!(exp, f64::exp, 4e-16, -60.0..10.0);
    check_f64!(exp_m1, f64::exp_m1, 6e-16, -60.0..10.0);
    check_f64!(ln, f64::ln, 4e-16, -1074.0..1024.0);
    check_f64!(ln, f64::ln, 4e-16, -1.0..1.0);
    check_f64!(ln_1p, f64::ln_1p, 4e-16, -60.0..1024.0);
    check_f64!(ln_1p, f64::ln_1p, 4e-16, -4.0..2.0);
    check_f64!(tanh, f64::tanh, 8e-16, -60.0..10.0);
    check_f64!(sigmoid, exact_sigmoid, 8e-16, -60.0..10.0);
    check_f64!(softplus, exact_softplus, 8e-16, -60.0..10.0);
    check_f64!(erf, libm::erf, 1e-15, -60.0..10.0);
    check_f64!(sin_pi, exact_sin_pi, 4.4e-16, -60.0..2.0);
    check_f64!(sin_pi, exact_sin_pi, 4.4e-16, 0.0..60.0);
    check_f64!(cos_pi, exact_cos_pi, 4.4e-16, -60.0..2.0);
    check_f64!(cos_pi, exact_cos_pi, 4.4e-16, 0.0..60.0);
}

/// Rounding does not push a result past its limits.
#[test]
fn ranges() {
    check_ranges(|x| x);
    check_ranges(Fused);
}

fn check_ranges<T: Real>(number: fn(f32) -> T) {
    for x in (0..=u32::MAX).step_by(STRIDE).map(f32::from_bits).filter(|x| !x.is_nan()) {
        let in_range = |low: f64, computed: T| (low..=1.0).contains(&computed.as_f64());
        let number = number(x);
        assert!(in_range(-1.0, number.tanh()), "tanh {x:?}");
        assert!(in_range(-1.0, number.erf()), "erf {x:?}");
        assert!(in_range(0.0, number.sigmoid()), "sigmoid {x:?}");
        if x.is_finite() {
            assert!(in_range(-1.0, number.sin_pi()), "sin_pi {x:?}");
            assert!(in_range(-1.0, number.cos_pi()), "cos_pi {x:?}");
        }
        assert!(number.exp_m1().as_f64() >= -1.0, "exp_m1 {x:?}");
    }
}

#[test]
fn conversions() {
    assert_eq!(f32::of(0.1), 0.1);
    assert_eq!(f64::of(0.1), 0.1);
    assert_eq!(0.1_f32.as_f64(), f64::from(0.1_f32));
    assert_eq!(0.1_f64.as_f64(), 0.1);
}

#[test]
fn special_values() {
    check_special_values::<f32>();
    check_special_values::<f64>();
    check_special_values::<Fused<f32>>();
    check_special_values::<Fused<f64>>();
}

fn check_special_values<T: Real>() {
    let [zero, one, inf, nan] = [T::zero(), T::one(), T::infinity(), T::nan()];
    let large = T::max_value();
    let subnormal = T::min_positive_value() / T::of(4.0);

    check_values("sqrt", T::sqrt, &[(zero, zero), (-zero, -zero)]);
    check_values("sqrt", T::sqrt, &[(inf, inf), (-one, nan), (nan, nan)]);

    check_values("exp", T::exp, &[(zero, one), (-zero, one), (subnormal, one)]);
    check_values("exp", T::exp, &[(large, inf), (inf, inf), (nan, nan)]);
    check_values("exp", T::exp, &[(-large, zero), (-inf, zero)]);

    check_values("exp_m1", T::exp_m1, &[(zero, zero), (-zero, -zero)]);
    check_values("exp_m1", T::exp_m1, &[(subnormal, subnormal), (nan, nan)]);
    check_values("exp_m1", T::exp_m1, &[(large, inf), (inf, inf)]);
    check_values("exp_m1", T::exp_m1, &[(-large, -one), (-inf, -one)]);

    check_values("ln", T::ln, &[(one, zero), (inf, inf), (nan, nan)]);
    check_values("ln", T::ln, &[(zero, -inf), (-zero, -inf)]);
    check_values("ln", T::ln, &[(-subnormal, nan), (-one, nan), (-inf, nan)]);

    check_values("ln_1p", T::ln_1p, &[(zero, zero), (-zero, -zero)]);
    check_values("ln_1p", T::ln_1p, &[(subnormal, subnormal)]);
    check_values("ln_1p", T::ln_1p, &[(-one, -inf), (inf, inf), (nan, nan)]);
    check_values("ln_1p", T::ln_1p, &[(-large, nan), (-inf, nan)]);

    check_values("tanh", T::tanh, &[(zero, zero), (-zero, -zero)]);
    check_values("tanh", T::tanh, &[(subnormal, subnormal), (nan, nan)]);
    check_values("tanh", T::tanh, &[(large, one), (inf, one)]);
    check_values("tanh", T::tanh, &[(-large, -one), (-inf, -one)]);

    check_values("sigmoid", T::sigmoid, &[(zero, T::of(0.5)), (nan, nan)]);
    check_values("sigmoid", T::sigmoid, &[(large, one), (inf, one)]);
    check_values("sigmoid", T::sigmoid, &[(-large, zero), (-inf, zero)]);

    check_values("softplus", T::softplus, &[(large, large), (inf, inf)]);
    check_values("softplus", T::softplus, &[(-large, zero), (-inf, zero)]);
    check_values("softplus", T::softplus, &[(nan, nan)]);

    let two = T::of(2.0);
    check_values("powf", |x| x.powf(two), &[(zero, zero), (-zero, zero), (one, one), (inf, inf)]);
    check_values("powf", |x| x.powf(two), &[(-one, nan), (nan, nan), (large, inf)]);
    check_values("powf", |x| x.powf(-two), &[(zero, inf), (one, one), (inf, zero), (large, zero)]);
    check_values("powf", |x| x.powf(zero), &[(zero, one), (one, one), (inf, one)]);
    check_values("2.powf", |x| two.powf(x), &[(zero, one), (one, two), (-inf, zero), (inf, inf)]);
    check_values("1.powf", |x| one.powf(x), &[(zero, one), (one, one), (-inf, one), (inf, one)]);

    check_values("erf", T::erf, &[(zero, zero), (-zero, -zero), (nan, nan)]);
    check_values("erf", T::erf, &[(large, one), (inf, one)]);
    check_values("erf", T::erf, &[(-large, -one), (-inf, -one)]);

    let [half, two] = [T::of(0.5), T::of(2.0)];
    // Odd, and its neighbor is even.
    let odd = one / T::epsilon() + one;
    check_values("sin_pi", T::sin_pi, &[(zero, zero), (-zero, -zero), (one, zero), (two, zero), (large, zero)]);
    check_values("sin_pi", T::sin_pi, &[(half, one), (-half, -one), (one + half, -one)]);
    check_values("sin_pi", T::sin_pi, &[(inf, nan), (-inf, nan), (nan, nan)]);
    check_values("cos_pi", T::cos_pi, &[(zero, one), (-zero, one), (one, -one), (-one, -one), (two, one)]);
    check_values("cos_pi", T::cos_pi, &[(half, zero), (-half, zero), (odd, -one), (odd + one, one), (-large, one)]);
    check_values("cos_pi", T::cos_pi, &[(inf, nan), (-inf, nan), (nan, nan)]);
}

/// Asserts that `function` maps the first number of each pair to the second one, signs of 0 included.
fn check_values<T: Real>(name: &str, function: impl Fn(T) -> T, values: &[(T, T)]) {
    for &(x, exact) in values {
        let computed = function(x);
        let is_same = computed == exact && computed.is_sign_negative() == exact.is_sign_negative();
        assert!(is_same || computed.is_nan() && exact.is_nan(), "{name} of {x:?} is {computed:?} and not {exact:?}",);
    }
}

/// Powers whose logarithms are spread over all that are finite, of numbers from near 1 to near the limits.
#[test]
fn errors_of_powers_grow_with_their_logarithm() {
    let mut state = 7_u64;
    let mut random = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64 * 2.0 - 1.0
    };
    for _ in 0..SAMPLES {
        // Many of them near 1, where exponents are large.
        let spread = random();
        let x = (80.0 * spread.powi(5)).exp() as f32;
        let y = (86.0 * random() / f64::from(x).ln()) as f32;
        let exact = f64::from(x).powf(f64::from(y));
        let bound = 2.0 + 2.7 * exact.ln().abs();
        for computed in [Real::powf(x, y), Fused(x).powf(Fused(y)).0] {
            let error = error_in_ulps(computed, exact);
            assert!(error <= bound, "{x}^{y}: {computed:?} is {error} ULP from {exact:?}, allowed {bound}");
        }
        let x = (500.0 * spread.powi(5)).exp();
        let y = 700.0 * random() / x.ln();
        let exact = libm::pow(x, y);
        let bound = (3.0 + 2.7 * exact.ln().abs()) * f64::EPSILON;
        for computed in [Real::powf(x, y), Fused(x).powf(Fused(y)).0] {
            assert!((computed - exact).abs() <= bound * exact, "{x}^{y}: {computed:?} for {exact:?}");
        }
    }
}
