//! Nested arrays of any number type, seen flat.

use super::number::Number;
use crate::Shape;

/// A number or a nested array of numbers that an array in a file can be read into: `[f32; 784]` or `[[u32; 8]; 2]` for inputs,
/// `u8` for labels.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array of numbers",
    label = "expected numbers such as `u8`, or arrays of them such as `[f32; 784]`"
)]
pub trait Array: Copy + Send + Sync + 'static {
    /// The number type.
    type Number: Number;
    /// Zeros.
    #[doc(hidden)]
    const ZERO: Self;
    /// How many numbers.
    #[doc(hidden)]
    const NUMBERS: usize;
    /// The lengths of the axes.
    #[doc(hidden)]
    const AXES: Shape;

    /// Many arrays as one flat slice.
    #[doc(hidden)]
    fn flat(many: &[Self]) -> &[Self::Number];

    /// Many arrays as one flat slice, for writing.
    #[doc(hidden)]
    fn flat_mut(many: &mut [Self]) -> &mut [Self::Number];
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Array for $type {
            type Number = $type;
            const ZERO: $type = <$type as Number>::ZERO;
            const NUMBERS: usize = 1;
            const AXES: Shape = Shape::SCALAR;

            #[inline(always)]
            fn flat(many: &[$type]) -> &[$type] {
                many
            }

            #[inline(always)]
            fn flat_mut(many: &mut [$type]) -> &mut [$type] {
                many
            }
        }
    )*};
}

numbers!(f32 f64 u8 u16 u32 u64 usize i8 i16 i32 i64);

impl<A: Array, const N: usize> Array for [A; N] {
    type Number = A::Number;
    const ZERO: Self = [A::ZERO; N];
    const NUMBERS: usize = N * A::NUMBERS;
    const AXES: Shape = A::AXES.within(N);

    #[inline(always)]
    fn flat(many: &[Self]) -> &[A::Number] {
        A::flat(many.as_flattened())
    }

    #[inline(always)]
    fn flat_mut(many: &mut [Self]) -> &mut [A::Number] {
        A::flat_mut(many.as_flattened_mut())
    }
}

/// Whether samples of this type can be what lies along these axes: the axes are the same but for those of length 1, or
/// either is flat.
#[cfg(any(feature = "idx", feature = "npy"))]
pub(crate) fn fits<A: Array>(axes: &[usize]) -> bool {
    let long = |axes: &[usize]| axes.iter().copied().filter(|&axis| axis != 1).collect::<Vec<_>>();
    let (own, found) = (long(A::AXES.dims()), long(axes));
    let numbers = found.iter().try_fold(1_usize, |numbers, &axis| numbers.checked_mul(axis));
    own == found || numbers == Some(A::NUMBERS) && own.len().min(found.len()) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(any(feature = "idx", feature = "npy"))]
    #[test]
    fn shapes_fit_but_for_axes_of_one() {
        assert!(fits::<[f32; 784]>(&[784]) && fits::<[f32; 784]>(&[28, 28]) && fits::<[[[f32; 1]; 28]; 28]>(&[28, 28]));
        assert!(fits::<[[f32; 28]; 28]>(&[784]) && fits::<u8>(&[]) && fits::<u8>(&[1]) && fits::<[f32; 1]>(&[]));
        assert!(!fits::<[[f32; 2]; 3]>(&[2, 3]) && !fits::<[f32; 4]>(&[5]) && !fits::<u8>(&[2]));
        assert!(!fits::<[f32; 4]>(&[usize::MAX, usize::MAX]) && !fits::<[f32; 4]>(&[2, 0]));
    }

    #[test]
    fn arrays_are_flat_in_row_major_order() {
        let mut many = [[[1_u16, 2], [3, 4]], [[5, 6], [7, 8]]];
        Array::flat_mut(&mut many)[3] = 9;
        assert_eq!(Array::flat(&many), [1, 2, 3, 9, 5, 6, 7, 8]);
    }
}
