//! What a worker does with its share of a training step.

use core::ops::Range;

use super::outcome::{Outcome, head_width};
use crate::Element;
use crate::activation::RowActivation;
use crate::isa::{Isa, Op};
use crate::kernels::{AllFinite, Dropping, ElementWise};
use crate::network::Compiled;
use crate::optimizer::{MOST_SLOTS, Optimizer, Step};
use crate::pass::{Backward, Forward, Gradients, Kept, Values};
use crate::plan::{Plan, arena_len};
use crate::storage::Tensor;

/// Samples in a block: enough for the products to reuse each weight they load, few enough that the values of a block stay
/// in cache.
pub(super) const BLOCK: usize = 32;

/// The numbers of a block's arena.
pub(super) const fn arena<N: Compiled>() -> usize {
    arena_len(N::PLAN.training) * BLOCK
}

/// What a pass over the blocks does.
#[derive(Debug)]
pub(super) enum Work<'a, O> {
    Forward,
    Judge(&'a O),
    Backward(&'a O),
    Train(&'a O),
}

impl<O> Clone for Work<'_, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O> Copy for Work<'_, O> {}

/// A worker's part of a batch.
pub(super) struct Share<'a, N: Compiled> {
    pub(super) first_row: usize,
    pub(super) inputs: &'a [N::Input],
    pub(super) outputs: &'a mut [N::Output],
    pub(super) losses: &'a mut [N::Element],
    pub(super) arenas: &'a mut [N::Element],
}

pub(super) struct PassShare<'a, 's, N: Compiled, O> {
    pub(super) network: &'a N,
    pub(super) share: &'a mut Share<'s, N>,
    pub(super) dropping: Option<Dropping>,
    pub(super) work: Work<'a, O>,
    /// One over the number of samples: a batch's loss is the mean.
    pub(super) scale: N::Element,
}

impl<N: Compiled, O: Outcome<N>> Op for PassShare<'_, '_, N, O> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Share { first_row, inputs, outputs, losses, arenas } = self.share;
        let blocks = inputs.chunks(BLOCK).zip(outputs.chunks_mut(BLOCK)).zip(losses.chunks_mut(BLOCK));
        for (block, (((inputs, outputs), losses), arena)) in
            blocks.zip(arenas.chunks_exact_mut(arena::<N>().max(1))).enumerate()
        {
            let first_row = *first_row + block * BLOCK;
            let dropping = self.dropping.map(|dropping| Dropping { first_row, ..dropping });
            let plan = const { N::PLAN };
            let mut values = Values {
                plan: plan.training,
                rows: inputs.len(),
                capacity: BLOCK,
                input: N::Input::flatten(inputs),
                output: &mut [],
                arena,
            };
            if !matches!(self.work, Work::Backward(_)) {
                let mut forward = Forward { isa, values, dropping };
                self.network.forward(&mut forward);
                values = forward.values;
                let outputs = N::Output::flatten_mut(outputs);
                outputs.copy_from_slice(values.read(plan.logits));
                N::Head::default().forward(isa, outputs, head_width::<N>());
            }
            if let Work::Judge(outcome) | Work::Backward(outcome) | Work::Train(outcome) = self.work {
                let (others, gradients) = values.write(plan.logits_gradient);
                let len = N::Output::LEN;
                let logits = others.read(plan.logits).chunks_exact(len);
                let rows = logits.zip(outputs.iter()).zip(gradients.chunks_exact_mut(len)).zip(losses);
                for (row, (((logits, output), gradient), loss)) in rows.enumerate() {
                    let (logits, gradient) = (N::Output::from_flat(logits), N::Output::from_flat_mut(gradient));
                    *loss = outcome.judge(isa, first_row + row, logits, output, gradient);
                }
                if let Work::Train(_) = self.work {
                    gradients.iter_mut().for_each(|gradient| *gradient *= self.scale);
                }
            }
            if let Work::Backward(_) | Work::Train(_) = self.work {
                self.network.backward(&mut Backward { isa, values, dropping: dropping.unwrap_or_default() });
            }
        }
    }
}

pub(super) struct SumShare<'a, N: Compiled> {
    pub(super) kept: Kept<'a, N::Element>,
    pub(super) start: usize,
    pub(super) gradients: &'a mut [N::Element],
    pub(super) strips: &'a mut [N::Element],
}

impl<N: Compiled> Op for SumShare<'_, N> {
    /// Whether all gradients are finite.
    type Output = bool;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> bool {
        let SumShare { kept, start, gradients, strips } = self;
        let mut pass = Gradients { isa, kept, start, gradients, strips, laid_out: None };
        N::gradients(&mut pass);
        N::Element::all_finite(AllFinite(pass.gradients))
    }
}

/// A worker's part of the optimizer's step.
pub(super) struct UpdateShare<'a, 's, O, T> {
    pub(super) optimizer: &'a O,
    pub(super) step: Step,
    pub(super) plan: &'a Plan,
    /// Where the part lies in the flat parameters.
    pub(super) share: Range<usize>,
    pub(super) parameters: &'a mut [T],
    /// The gradients of all parameters.
    pub(super) gradients: &'a [T],
    pub(super) state: &'a mut [&'s mut [T]],
}

impl<O: Optimizer, T: Element> Op for UpdateShare<'_, '_, O, T> {
    /// Whether all parameters of the part are finite.
    type Output = bool;

    #[inline(always)]
    fn run<I: Isa>(self, _: I) -> bool {
        let slots = self.state.len();
        let mut offset = 0;
        for tensor in self.plan.tensors {
            let (start, end) = (offset.max(self.share.start), (offset + tensor.len()).min(self.share.end));
            offset += tensor.len();
            if start < end && tensor.trainable {
                let within = start - self.share.start..end - self.share.start;
                let mut state: [&mut [T]; MOST_SLOTS] = Default::default();
                for (state, slot) in state.iter_mut().zip(self.state.iter_mut()) {
                    *state = &mut slot[within.clone()];
                }
                let state = &mut state[..slots];
                self.optimizer.update(self.step, &mut self.parameters[within], &self.gradients[start..end], state);
            }
        }
        T::all_finite(AllFinite(self.parameters))
    }
}
