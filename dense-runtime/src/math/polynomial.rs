//! Polynomials by Horner's scheme, unrolled at compile time.

/// `c0 + x (c1 + x (c2 + ...))`, for the coefficients `c0, c1, c2, ...` of rising powers.
///
/// A macro, not a loop over a slice: the surrounding loop vectorizes only if nothing loops inside of
/// it, and unoptimized builds stay fast.
macro_rules! polynomial {
    ($x:expr; $last:expr $(,)?) => { Real::of($last) };
    ($x:expr; $first:expr, $($rest:expr),+ $(,)?) => {
        Arithmetic::multiply_add($x, polynomial!($x; $($rest),+), Real::of($first))
    };
}

pub(super) use polynomial;
