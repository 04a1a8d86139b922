//! Numbers as Python writes them.

/// Python's `repr` of a float: the shortest digits that read back to the same number, in scientific notation where it is very
/// small or large.
pub(super) fn repr(value: f64) -> String {
    if !value.is_finite() {
        return not_finite(value).to_string();
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = split(&scientific);
    match exponent {
        -4..16 => format!("{value:?}"),
        _ => with_exponent(digits, exponent),
    }
}

/// `nan`, `inf` or `-inf`.
pub(super) fn not_finite(value: f64) -> &'static str {
    match value {
        f64::INFINITY => "inf",
        f64::NEG_INFINITY => "-inf",
        _ => "nan",
    }
}

/// The digits and the exponent of what Rust's `e` format writes.
pub(super) fn split(text: &str) -> (&str, i32) {
    let (digits, exponent) = text.split_once('e').expect("the format has an exponent");
    (digits, exponent.parse().expect("the exponent is a number"))
}

/// Python's way to write an exponent: with its sign, and two digits at least.
pub(super) fn with_exponent(digits: &str, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Python 3.11 prints.
    #[test]
    fn floats_are_written_as_in_python() {
        let cases = [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.0001, "0.0001"),
            (0.00001234, "1.234e-05"),
            (-1e-5, "-1e-05"),
            (1e15, "1000000000000000.0"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1e16, "1e+16"),
            (9999999999999998.0, "9999999999999998.0"),
            (1e100, "1e+100"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (0.6931471824645996, "0.6931471824645996"),
            (f64::NAN, "nan"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
        ];
        for (value, expected) in cases {
            assert_eq!(repr(value), expected);
        }
    }
}
