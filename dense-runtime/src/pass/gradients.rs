//! The end of a training step: sums over all samples give the parameters' gradients.

use core::ops::Range;

use crate::Element;
use crate::isa::Isa;
use crate::kernels::{Samples, WeightGradient};
use crate::plan::{Place, Plan};

/// The gradients of one share of the parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct Gradients<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) kept: Kept<'a, T>,
    /// Where the share begins in the flat parameters.
    pub(crate) start: usize,
    /// The share's gradients. Shares are cut between the rows of kernels.
    pub(crate) gradients: &'a mut [T],
}

impl<I: Isa, T: Element> Gradients<'_, I, T> {
    /// The gradient of tensor `tensor`, a kernel: `xᵀ · dy`.
    #[inline(always)]
    pub fn kernel(&mut self, tensor: usize, x: usize, dy: usize) {
        let (first, share) = self.share(tensor);
        let dw = &mut self.gradients[share];
        if dw.is_empty() {
            return;
        }
        let (x, dy) = (self.kept.samples(x), self.kept.samples(dy));
        T::weight_gradient(self.isa, WeightGradient { x, dy, dw, first: first / dy.width });
    }

    /// The gradient of tensor `tensor`, a bias: the sum of `dy` over all samples.
    #[inline(always)]
    pub fn bias(&mut self, tensor: usize, dy: usize) {
        let units = self.kept.plan.tensors[tensor].len();
        let (first, share) = self.share(tensor);
        let db = &mut self.gradients[share];
        db.fill(T::zero());
        for dy in self.kept.samples(dy).blocks() {
            for dy in dy.chunks_exact(units) {
                for (db, &dy) in db.iter_mut().zip(&dy[first..]) {
                    *db += dy;
                }
            }
        }
    }

    /// The part of a tensor that falls into the share: where it begins in the tensor, and where it lies in the share.
    #[inline(always)]
    fn share(&self, tensor: usize) -> (usize, Range<usize>) {
        let offset = self.kept.plan.tensor_offset(tensor);
        let len = self.kept.plan.tensors[tensor].len();
        let start = offset.max(self.start);
        let end = (offset + len).min(self.start + self.gradients.len());
        if start < end { (start - offset, start - self.start..end - self.start) } else { (0, 0..0) }
    }
}

/// What the forward and backward passes over all blocks of a batch have left behind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept<'a, T> {
    pub(crate) plan: &'a Plan,
    /// Samples in the batch.
    pub(crate) rows: usize,
    /// Samples in a block; only the last block may have fewer.
    pub(crate) block: usize,
    pub(crate) input: &'a [T],
    /// The arenas of the blocks, one behind the other.
    pub(crate) arenas: &'a [T],
    /// The length of one arena.
    pub(crate) arena: usize,
}

impl<'a, T> Kept<'a, T> {
    /// A value of all samples.
    #[inline(always)]
    fn samples(&self, value: usize) -> Samples<'a, T> {
        let Kept { rows, block, .. } = *self;
        let value = &self.plan.training[value];
        let width = value.len;
        match value.place {
            Place::Input => Samples { values: self.input, width, rows, block, stride: block * width },
            Place::Output => unreachable!("training has no output"),
            Place::Arena(offset) => {
                Samples { values: &self.arenas[offset * block..], width, rows, block, stride: self.arena }
            }
        }
    }
}
