//! Nested Rust arrays of numbers, seen as flat slices.

use core::fmt;

use crate::Element;

/// A number or a nested array of numbers: `f32`, `[f32; 784]`, `[[[f32; 3]; 64]; 64]`.
///
/// Networks take and give tensors: a vector is `[T; N]`, a sequence `[[T; FEATURES]; STEPS]`, an image
/// `[[[T; CHANNELS]; WIDTH]; HEIGHT]`.
///
/// ```
/// use dense_runtime::Tensor;
///
/// let image = [[1.0f32, 2.0], [3.0, 4.0], [5.0, 6.0]];
/// assert_eq!(image.as_flat(), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
/// assert_eq!(<[[f32; 2]; 3]>::SHAPE.dims(), [3, 2]);
/// ```
///
/// # Safety
///
/// A type that implements this must be exactly `LEN` values of `Element`, one behind the other, without padding.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array of numbers",
    label = "expected `[f32; N]`, or arrays of arrays for images and sequences",
    note = "the length is a part of the type: `let sample: [f32; 4] = vector.try_into().unwrap();` makes an array of a vector"
)]
pub unsafe trait Tensor: Copy + Send + Sync + 'static {
    /// The number type.
    type Element: Element;
    /// How many numbers the tensor holds.
    const LEN: usize;
    /// The lengths of its axes, outermost first.
    const SHAPE: Shape;

    /// All numbers in row-major order.
    #[inline(always)]
    fn as_flat(&self) -> &[Self::Element] {
        // SAFETY: the trait's contract says that `self` is `LEN` elements without padding.
        unsafe { core::slice::from_raw_parts((&raw const *self).cast(), Self::LEN) }
    }

    /// All numbers in row-major order, for writing.
    #[inline(always)]
    fn as_flat_mut(&mut self) -> &mut [Self::Element] {
        // SAFETY: as in `as_flat`; every bit pattern of an element is a number, and the borrow is unique.
        unsafe { core::slice::from_raw_parts_mut((&raw mut *self).cast(), Self::LEN) }
    }

    /// Many tensors as one flat slice.
    #[doc(hidden)]
    #[inline(always)]
    fn flatten(many: &[Self]) -> &[Self::Element] {
        // SAFETY: a slice has no padding between its items, and neither have these within.
        unsafe { core::slice::from_raw_parts(many.as_ptr().cast(), many.len() * Self::LEN) }
    }

    /// Many tensors as one flat slice, for writing.
    #[doc(hidden)]
    #[inline(always)]
    fn flatten_mut(many: &mut [Self]) -> &mut [Self::Element] {
        // SAFETY: as in `flatten`; every bit pattern of an element is a number, and the borrow is unique.
        unsafe { core::slice::from_raw_parts_mut(many.as_mut_ptr().cast(), many.len() * Self::LEN) }
    }

    /// A flat slice of exactly `LEN` numbers as a tensor.
    ///
    /// # Panics
    ///
    /// If the slice has another length.
    #[doc(hidden)]
    #[inline(always)]
    fn from_flat(flat: &[Self::Element]) -> &Self {
        assert_eq!(flat.len(), Self::LEN);
        // SAFETY: the slice holds `LEN` elements, which is what a tensor is; an array is aligned as its element.
        unsafe { &*flat.as_ptr().cast() }
    }

    /// A flat slice of exactly `LEN` numbers as a tensor, for writing.
    ///
    /// # Panics
    ///
    /// If the slice has another length.
    #[doc(hidden)]
    #[inline(always)]
    fn from_flat_mut(flat: &mut [Self::Element]) -> &mut Self {
        assert_eq!(flat.len(), Self::LEN);
        // SAFETY: as in `from_flat`, and the borrow is unique.
        unsafe { &mut *flat.as_mut_ptr().cast() }
    }

    /// A tensor of zeros.
    #[doc(hidden)]
    #[inline(always)]
    fn zeros() -> Self {
        // SAFETY: a tensor is numbers, and a number whose bits are zero is 0.0.
        unsafe { core::mem::zeroed() }
    }
}

// SAFETY: one `f32` is one `f32`.
unsafe impl Tensor for f32 {
    type Element = f32;
    const LEN: usize = 1;
    const SHAPE: Shape = Shape::SCALAR;
}

// SAFETY: one `f64` is one `f64`.
unsafe impl Tensor for f64 {
    type Element = f64;
    const LEN: usize = 1;
    const SHAPE: Shape = Shape::SCALAR;
}

// SAFETY: an array is its items one behind the other, and each item is `R::LEN` elements without padding.
unsafe impl<R: Tensor, const N: usize> Tensor for [R; N] {
    type Element = R::Element;
    const LEN: usize = N * R::LEN;
    const SHAPE: Shape = R::SHAPE.within(N);
}

/// The length of a tensor's last axis: of a row, which is what it has at one of its places.
#[cfg(feature = "std")]
#[inline(always)]
pub(crate) const fn width<X: Tensor>() -> usize {
    match X::SHAPE.dims() {
        [.., last] => *last,
        [] => 1,
    }
}

/// A tensor's rows, which lie along its last axis.
#[cfg(feature = "std")]
#[inline(always)]
pub(crate) fn rows_of<X: Tensor>(tensor: &X) -> core::slice::ChunksExact<'_, X::Element> {
    tensor.as_flat().chunks_exact(const { width::<X>() })
}

/// The lengths of a tensor's axes, outermost first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    dims: [usize; Shape::MAX_RANK],
    rank: usize,
}

impl Shape {
    /// The largest number of axes a tensor can have.
    pub const MAX_RANK: usize = 8;
    /// The shape of one number.
    pub const SCALAR: Shape = Shape { dims: [1; Shape::MAX_RANK], rank: 0 };

    /// The shape of `n` tensors of this shape.
    #[must_use]
    pub const fn within(self, n: usize) -> Shape {
        assert!(self.rank < Shape::MAX_RANK, "a tensor has at most eight axes");
        let mut dims = [1; Shape::MAX_RANK];
        dims[0] = n;
        let mut axis = 0;
        while axis < self.rank {
            dims[axis + 1] = self.dims[axis];
            axis += 1;
        }
        Shape { dims, rank: self.rank + 1 }
    }

    /// The lengths of the axes.
    pub const fn dims(&self) -> &[usize] {
        self.dims.split_at(self.rank).0
    }
}

impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.dims().fmt(f)
    }
}
