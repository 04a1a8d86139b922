//! The end of a training step: sums over all samples give the parameters' gradients.

use core::ops::Range;

use super::Values;
use crate::Element;
use crate::isa::Isa;
use crate::kernels::WeightGradient;
use crate::plan::Plan;

/// The gradients of one share of the parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct Gradients<'a, 'v, I, T> {
    pub(crate) isa: I,
    pub(crate) plan: &'a Plan,
    /// The values of each block of the batch, in order, after its backward pass.
    pub(crate) blocks: &'a [Values<'v, T>],
    /// Where the share begins in the flat parameters.
    pub(crate) start: usize,
    /// The share's gradients. Shares are cut between the rows of kernels.
    pub(crate) gradients: &'a mut [T],
}
impl<I: Isa, T: Element> Gradients<'_, '_, I, T> {
    /// The gradient of tensor `tensor`, a kernel: `xᵀ · dy`.
    #[inline(always)]
    pub fn kernel(&mut self, tensor: usize, x: usize, dy: usize) {
        let (first, gradient) = self.share(tensor);
        let &[inputs, units] = self.plan.tensors[tensor].shape else { unreachable!("a kernel has two axes") };
        if gradient.is_empty() {
            return;
        }
        let dw = &mut self.gradients[gradient];
        dw.fill(T::zero());
        for block in self.blocks {
            let (x, dy) = (block.read(x), block.read(dy));
            T::weight_gradient(self.isa, WeightGradient { x, dy, dw, first: first / units, inputs, units });
        }
    }

    /// The gradient of tensor `tensor`, a bias: the sum of `dy` over all samples.
    #[inline(always)]
    pub fn bias(&mut self, tensor: usize, dy: usize) {
        let (first, gradient) = self.share(tensor);
        let units = self.plan.tensors[tensor].len();
        let db = &mut self.gradients[gradient];
        db.fill(T::zero());
        for block in self.blocks {
            for dy in block.read(dy).chunks_exact(units) {
                for (db, &dy) in db.iter_mut().zip(&dy[first..]) {
                    *db += dy;
                }
            }
        }
    }

    /// The part of a tensor that falls into the share: where it begins in the tensor, and where it lies in the share.
    fn share(&self, tensor: usize) -> (usize, Range<usize>) {
        let offset = self.plan.tensor_offset(tensor);
        let start = offset.max(self.start);
        let end = (offset + self.plan.tensors[tensor].len()).min(self.start + self.gradients.len()).max(start);
        (start - offset, start - self.start..end - self.start)
    }
}
