//! The bias of a layer, which may be missing.

use crate::Element;

/// A bias, or none.
///
/// # Safety
///
/// The type must be exactly `LEN` values of `T`.
#[doc(hidden)]
pub unsafe trait Bias<T>: Copy + Send + Sync + 'static {
    /// How many numbers.
    const LEN: usize;
    /// The numbers.
    fn values(&self) -> Option<&[T]>;
}

// SAFETY: an array of `UNITS` values is just that.
unsafe impl<T: Element, const UNITS: usize> Bias<T> for [T; UNITS] {
    const LEN: usize = UNITS;

    #[inline(always)]
    fn values(&self) -> Option<&[T]> {
        Some(self)
    }
}

// SAFETY: nothing is zero values.
unsafe impl<T> Bias<T> for () {
    const LEN: usize = 0;

    #[inline(always)]
    fn values(&self) -> Option<&[T]> {
        None
    }
}
