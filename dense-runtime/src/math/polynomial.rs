//! Polynomials by Horner's scheme, unrolled at compile time.

/// `c0 + x (c1 + x (c2 + ...))`, for the coefficients `c0, c1, c2, ...` of rising powers.
///
/// A macro, not a loop over a slice: the surrounding loop vectorizes only if nothing loops inside of
/// it, and unoptimized builds stay fast. Multiplications and additions round separately on every
/// machine, so that all machines compute the same bits.
macro_rules! polynomial {
    ($x:expr, $last:expr $(,)?) => { $last };
    ($x:expr, $first:expr, $($rest:expr),+ $(,)?) => {
        $first + $x * polynomial!($x, $($rest),+)
    };
}

pub(super) use polynomial;
