//! The error of a computed number in units of the last place, for the tests and for `examples/ulp.rs`.

/// The distance of `computed` from `exact`, as a multiple of the distance of neighboring `f32`s there.
///
/// NaN is at distance 0 from NaN and at infinite distance from everything else, and so is 0 from numbers of the other
/// sign, 0 included.
pub(super) fn error_in_ulps(computed: f32, exact: f64) -> f64 {
    // Infinity counts as the number that would follow the largest one, which is what rounding sees.
    const INFINITY: f64 = 2.0 * (1_u128 << 127) as f64;
    if computed.is_nan() && exact.is_nan() {
        return 0.0;
    }
    if computed.is_nan() || exact.is_nan() {
        return f64::INFINITY;
    }
    if computed == 0.0 && computed.is_sign_negative() != exact.is_sign_negative() {
        return f64::INFINITY;
    }
    let computed = f64::from(computed).clamp(-INFINITY, INFINITY);
    let exact = exact.clamp(-INFINITY, INFINITY);
    (computed - exact).abs() / spacing(exact)
}

/// The distance of neighboring `f32`s at `x`.
fn spacing(x: f64) -> f64 {
    // The power of two in `x` is what remains without its fraction bits.
    let power_of_two = f64::from_bits(x.to_bits() & f64::INFINITY.to_bits());
    power_of_two.max(f64::from(f32::MIN_POSITIVE)) * f64::from(f32::EPSILON)
}

#[test]
fn known_errors() {
    let below_two = 2.0_f32.next_down();
    assert_eq!(error_in_ulps(1.5, 1.5), 0.0);
    assert_eq!(error_in_ulps(1.5_f32.next_up(), 1.5), 1.0);
    assert_eq!(error_in_ulps(-1.5, (-1.5_f32).next_up().into()), 1.0);
    assert_eq!(error_in_ulps(below_two, 2.0), 0.5);
    assert_eq!(error_in_ulps(2.0, below_two.into()), 1.0);
    assert_eq!(error_in_ulps(0.0, f32::from_bits(3).into()), 3.0);
    assert_eq!(error_in_ulps(-0.0, -0.0), 0.0);
    assert_eq!(error_in_ulps(-0.0, 0.0), f64::INFINITY);
    assert_eq!(error_in_ulps(f32::INFINITY, f32::MAX.into()), 1.0);
    assert_eq!(error_in_ulps(f32::INFINITY, 1e300), 0.0);
    assert_eq!(error_in_ulps(f32::NAN, f64::NAN), 0.0);
    assert_eq!(error_in_ulps(f32::NAN, 1.0), f64::INFINITY);
    assert_eq!(error_in_ulps(1.0, f64::NAN), f64::INFINITY);
}
