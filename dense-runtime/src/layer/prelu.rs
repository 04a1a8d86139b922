//! The parameters of a rectification whose slope is learned.

use crate::kernels::Sharing;
use crate::storage::Tensor;

/// The parameters of a `PReLU` layer: `output = input` where that is positive, else `input · alpha`.
///
/// `A` has the shape of a sample, `[T; N]` or nested arrays, with axes of length 1 where slopes are shared.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct PReLU<A> {
    /// The slopes for negative numbers.
    pub alpha: A,
}

impl<A: Tensor> PReLU<A> {
    /// Which slope each number of a sample of this shape has.
    #[inline(always)]
    pub(crate) fn sharing(self, shape: &[usize]) -> Sharing<'_> {
        Sharing { shape, slopes: const { A::SHAPE }.dims() }
    }
}
