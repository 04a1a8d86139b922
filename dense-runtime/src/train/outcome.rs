//! What stands behind the logits: a loss with its targets, or a gradient that the caller worked out.

use super::weights::Factors;
use crate::activation::RowActivation;
use crate::data::Target;
use crate::isa::Isa;
use crate::loss::Loss;
use crate::math::Real;
use crate::network::Compiled;
use crate::storage::{Tensor, width};

/// Judges one sample: gives its loss, and writes the gradient with respect to its logits.
pub(super) trait Outcome<N: Compiled>: Sync {
    fn judge<I: Isa>(
        &self,
        isa: I,
        sample: usize,
        logits: &N::Output,
        output: &N::Output,
        gradient: &mut N::Output,
    ) -> N::Element;
}

/// A loss, and the targets of the batch with what each counts.
pub(super) struct Supervised<'a, L, Y> {
    pub(super) loss: &'a L,
    pub(super) targets: &'a [Y],
    pub(super) factors: Factors<'a>,
}

impl<N: Compiled, Y: Target, L: Loss<N::Output, Y, N::Head>> Outcome<N> for Supervised<'_, L, Y> {
    #[inline(always)]
    fn judge<I: Isa>(
        &self,
        isa: I,
        sample: usize,
        logits: &N::Output,
        output: &N::Output,
        gradient: &mut N::Output,
    ) -> N::Element {
        let target = &self.targets[sample];
        if self.factors.leaves_out(target) {
            gradient.as_flat_mut().fill(num_traits::Zero::zero());
            return num_traits::Zero::zero();
        }
        let loss = self.loss.fused(logits, output, target, gradient).unwrap_or_else(|| {
            self.loss.gradient(output, target, gradient);
            head_backward::<N, I>(isa, logits, output, gradient);
            self.loss.loss(output, target)
        });
        if self.factors.even() {
            return loss;
        }
        let factor = Real::of(self.factors.of(sample, target));
        gradient.as_flat_mut().iter_mut().for_each(|gradient| *gradient *= factor);
        loss * factor
    }
}

/// The gradients of the outputs, one for each sample of the batch.
pub(super) struct Given<'a, O>(pub(super) &'a [O]);

impl<N: Compiled> Outcome<N> for Given<'_, N::Output> {
    #[inline(always)]
    fn judge<I: Isa>(
        &self,
        isa: I,
        sample: usize,
        logits: &N::Output,
        output: &N::Output,
        gradient: &mut N::Output,
    ) -> N::Element {
        *gradient = self.0[sample];
        head_backward::<N, I>(isa, logits, output, gradient);
        num_traits::Zero::zero()
    }
}

/// From the gradient of the output to that of the logits.
#[inline(always)]
fn head_backward<N: Compiled, I: Isa>(isa: I, logits: &N::Output, output: &N::Output, gradient: &mut N::Output) {
    let width = width::<N::Output>();
    N::Head::default().backward(isa, logits.as_flat(), output.as_flat(), gradient.as_flat_mut(), width);
}
