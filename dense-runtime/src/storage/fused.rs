//! Slices of numbers as slices of the same numbers with another arithmetic.

use core::slice;

use crate::math::Fused;

/// The same numbers, for loops that fuse multiplications with additions.
#[inline(always)]
pub(crate) fn fused<T>(numbers: &[T]) -> &[Fused<T>] {
    // SAFETY: `Fused<T>` is `#[repr(transparent)]` over `T`, so that pointer and length mean the same for both, and any
    // `T` is a valid one. The borrow goes on in the result.
    unsafe { slice::from_raw_parts(numbers.as_ptr().cast(), numbers.len()) }
}

/// The same numbers, for loops that fuse multiplications with additions.
#[inline(always)]
pub(crate) fn fused_mut<T>(numbers: &mut [T]) -> &mut [Fused<T>] {
    // SAFETY: as in `fused`. Whatever is written is a `T` too, and the exclusive borrow goes on in the result.
    unsafe { slice::from_raw_parts_mut(numbers.as_mut_ptr().cast(), numbers.len()) }
}

#[test]
fn numbers_stay_what_they_are() {
    let mut numbers = [1.0f32, -2.5, 3.0];
    assert!(fused(&numbers).iter().map(|number| number.0).eq(numbers));
    fused_mut(&mut numbers)[1] = Fused(7.0);
    assert_eq!(numbers, [1.0, 7.0, 3.0]);
}
