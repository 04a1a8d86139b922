//! The end of a training step: sums over all samples give the parameters' gradients.

use core::ops::Range;

use crate::Element;
use crate::isa::Isa;
use crate::kernels::{BiasGradient, Samples, Strips, WeightGradient};
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
    /// Room for the gradient of one layer's sums, laid out as the kernels want it.
    pub(crate) strips: &'a mut [T],
    /// The value that is laid out there.
    pub(crate) laid_out: Option<usize>,
}

impl<I: Isa, T: Element> Gradients<'_, I, T> {
    /// The gradient of tensor `tensor`, a kernel: `xᵀ · dy`.
    #[inline(always)]
    pub fn kernel(&mut self, tensor: usize, x: usize, dy: usize) {
        let (first, share) = self.share(tensor);
        if share.is_empty() {
            return;
        }
        let units = self.lay_out(dy);
        let (dy, dw) = (&*self.strips, &mut self.gradients[share]);
        T::weight_gradient(self.isa, WeightGradient { x: self.kept.samples(x), dy, units, dw, first: first / units });
    }

    /// The gradient of tensor `tensor`, a bias: the sum of `dy` over all samples.
    #[inline(always)]
    pub fn bias(&mut self, tensor: usize, dy: usize) {
        let (_, share) = self.share(tensor);
        if share.is_empty() {
            return;
        }
        self.lay_out(dy);
        let db = &mut self.gradients[share];
        T::bias_gradient(self.isa, BiasGradient { dy: self.strips, rows: self.kept.rows, db });
    }

    /// Lays out the gradient `dy` for the kernels. Gives the length of its rows.
    #[inline(always)]
    fn lay_out(&mut self, dy: usize) -> usize {
        let from = self.kept.samples(dy);
        if self.laid_out.replace(dy) != Some(dy) {
            T::strips(self.isa, Strips { from, to: self.strips });
        }
        from.width
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
