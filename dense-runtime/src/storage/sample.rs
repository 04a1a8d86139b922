//! What a network takes: numbers, or indices.

use super::Tensor;
use crate::Element;
use crate::kernels::{AllFinite, ElementWise};
use crate::math::Real;

/// What goes into a network: an array of numbers (a
/// [`Tensor`]), or, for a network that begins with
/// [`Embedding`](crate::vocabulary::layers::Embedding), an array of indices, `[u32; N]`, or arrays of those.
///
/// ```
/// use dense_runtime::Dataset;
///
/// let words = Dataset::new(vec![[7_u32, 1, 4], [2, 2, 0]], vec![1_u8, 0])?;
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array of numbers",
    label = "expected `[f32; N]`, or arrays of arrays for images and sequences",
    note = "the length is a part of the type: `let sample: [f32; 4] = vector.try_into().unwrap();` makes an array of a vector"
)]
pub trait Sample: Copy + Send + Sync + 'static {
    /// The first number that is not finite, with its place. Indices always are.
    #[doc(hidden)]
    fn not_finite(&self) -> Option<(usize, f64)>;
}

/// A sample for networks that compute in `T`.
#[doc(hidden)]
pub trait SampleFor<T>: Sample {
    /// Many samples, flat.
    fn flat(many: &[Self]) -> Flat<'_, T>;
}

/// Many samples behind each other: numbers, or indices. There are none of the other kind.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Flat<'a, T> {
    pub(crate) numbers: &'a [T],
    pub(crate) indices: &'a [u32],
}

impl<X: Tensor> Sample for X {
    fn not_finite(&self) -> Option<(usize, f64)> {
        use num_traits::float::FloatCore;

        let flat = self.as_flat();
        if X::Element::all_finite(AllFinite(flat)) {
            return None;
        }
        let index = flat.iter().position(|x| !x.is_finite())?;
        Some((index, Real::as_f64(flat[index])))
    }
}

impl<X: Tensor> SampleFor<X::Element> for X {
    #[inline(always)]
    fn flat(many: &[Self]) -> Flat<'_, X::Element> {
        Flat { numbers: X::flatten(many), indices: &[] }
    }
}

/// Indices, in nested arrays or not.
trait Indices: Sized {
    /// Many of them, flat.
    fn flatten(many: &[Self]) -> &[u32];
}

impl Indices for u32 {
    #[inline(always)]
    fn flatten(many: &[u32]) -> &[u32] {
        many
    }
}

impl<I: Indices, const N: usize> Indices for [I; N] {
    #[inline(always)]
    fn flatten(many: &[Self]) -> &[u32] {
        I::flatten(many.as_flattened())
    }
}

/// One implementation for each number of axes: of two generic ones, neither could know that a type is not the other's.
macro_rules! indices {
    ($([$($axis:ident)*] $sample:ty;)*) => {$(
        impl<$(const $axis: usize),*> Sample for $sample {
            fn not_finite(&self) -> Option<(usize, f64)> {
                None
            }
        }

        impl<T: Element, $(const $axis: usize),*> SampleFor<T> for $sample {
            #[inline(always)]
            fn flat(many: &[Self]) -> Flat<'_, T> {
                Flat { numbers: &[], indices: Indices::flatten(many) }
            }
        }
    )*};
}

// A tensor has at most eight axes, and what indices stand for has one more than they.
indices! {
    [A] [u32; A];
    [A B] [[u32; A]; B];
    [A B C] [[[u32; A]; B]; C];
    [A B C D] [[[[u32; A]; B]; C]; D];
    [A B C D E] [[[[[u32; A]; B]; C]; D]; E];
    [A B C D E F] [[[[[[u32; A]; B]; C]; D]; E]; F];
    [A B C D E F G] [[[[[[[u32; A]; B]; C]; D]; E]; F]; G];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_flat_in_row_major_order() {
        let numbers: Flat<'_, f32> = SampleFor::flat(&[[[1.0_f32, 2.0], [3.0, 4.0]]]);
        assert_eq!((numbers.numbers, numbers.indices), (&[1.0, 2.0, 3.0, 4.0][..], &[][..]));
        let indices: Flat<'_, f64> = SampleFor::flat(&[[[1_u32, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]]);
        assert_eq!((indices.numbers, indices.indices), (&[][..], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12][..]));
    }

    #[test]
    fn only_numbers_can_be_infinite() {
        let place = |sample: &[f32; 3]| sample.not_finite().map(|(index, _)| index);
        assert_eq!((place(&[0.0; 3]), place(&[0.0, 1.0, f32::INFINITY])), (None, Some(2)));
        assert_eq!([u32::MAX; 3].not_finite(), None);
    }
}
