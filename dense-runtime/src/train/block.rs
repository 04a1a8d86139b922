//! What a worker does with its share of a training step.

use core::ops::Range;

use super::outcome::Outcome;
use crate::Element;
use crate::activation::RowActivation;
use crate::isa::{Isa, Op};
use crate::kernels::{AllFinite, Chance, ElementWise, Occurrences};
use crate::network::Compiled;
use crate::optimizer::{MOST_SLOTS, Optimizer, Scope, Step, TensorUpdate};
use crate::pass::{Backward, Forward, Gradients, Kept, Purpose, Statistics, Values};
use crate::plan::{Plan, RUN, arena_len};
use crate::storage::{SampleFor, Tensor, width};

/// How many samples are carried through the layers together: enough for the products to reuse each weight that they load,
/// few enough that the values of a block stay in cache. It changes no result.
pub(super) fn block_of<N: Compiled>(samples: usize) -> usize {
    let arena = arena_len(const { N::PLAN.training }).max(1);
    let in_cache = IN_CACHE / size_of::<N::Element>();
    // Weights that a cache holds can be read again for each few samples whose values it holds as well.
    let fewest = if const { N::PLAN.weights_of_products() } > in_cache { FEWEST } else { RUN };
    samples.min((in_cache / arena).clamp(fewest, MOST)).next_multiple_of(RUN)
}

/// Bytes of a block's values: about a second-level cache. Blocks of half the size read the weights twice as often, which made
/// steps of a network of 670,000 weights 5 % slower.
const IN_CACHE: usize = 1200 * 1024;

/// The fewest samples of a block, if there are so many, for weights that come from memory.
const FEWEST: usize = 32;

/// The most samples of a block.
const MOST: usize = 128;

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

/// One going over all blocks of a batch. A network that looks at whole batches needs several, because its passes have phases.
#[derive(Debug, Clone)]
pub(super) struct Sweep {
    /// The phases forward.
    pub(super) forward: Range<usize>,
    /// Whether it comes to the outputs, and to what stands behind them.
    pub(super) outputs: bool,
    /// The phases back.
    pub(super) backward: Range<usize>,
}

impl Sweep {
    /// The sweeps of some work of a network with so many phases. Work without training looks at no batch, and needs one.
    pub(super) fn all<O>(work: &Work<'_, O>, phases: usize) -> impl Iterator<Item = Sweep> + use<O> {
        let top = phases - 1;
        let (numbers, whole) = match work {
            Work::Judge(_) => (top..top + 1, true),
            Work::Forward => (0..top + 1, false),
            Work::Backward(_) => (top..2 * top + 1, false),
            Work::Train(_) => (0..2 * top + 1, false),
        };
        let (goes_forward, goes_back) =
            (!matches!(work, Work::Backward(_)), matches!(work, Work::Backward(_) | Work::Train(_)));
        numbers.map(move |number| Sweep {
            forward: if whole {
                0..phases
            } else if goes_forward && number <= top {
                number..number + 1
            } else {
                0..0
            },
            outputs: number == top,
            backward: if goes_back && number >= top { 2 * top - number..2 * top - number + 1 } else { 0..0 },
        })
    }
}

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
    pub(super) share: Share<'s, N>,
    pub(super) chance: Option<Chance>,
    pub(super) work: Work<'a, O>,
    pub(super) sweep: Sweep,
    pub(super) statistics: Statistics<'a, N::Element>,
    /// One over the number of samples: a batch's loss is the mean, once an outcome has multiplied each sample's loss and
    /// gradient by what its weight and the reduction ask for. A penalty on outputs always is one.
    pub(super) scale: N::Element,
    /// Samples in a block.
    pub(super) block: usize,
    /// How large a factor of a gradient may be.
    pub(super) limit: N::Element,
}

impl<N: Compiled, O: Outcome<N>> Op for PassShare<'_, '_, N, O> {
    /// Whether all factors of gradients are within the limit; if the work is another, `true`.
    type Output = bool;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> bool {
        let Share { first_row, inputs, outputs, losses, arenas } = self.share;
        let (sweep, statistics) = (&self.sweep, self.statistics);
        let (size, len) = (self.block, arena_len(const { N::PLAN.training }) * self.block);
        let mut within = true;
        let blocks = inputs.chunks(size).zip(outputs.chunks_mut(size)).zip(losses.chunks_mut(size));
        for (block, (((inputs, outputs), mut losses), arena)) in
            blocks.zip(arenas.chunks_exact_mut(len.max(1))).enumerate()
        {
            let first_row = first_row + block * size;
            let chance = self.chance.map(|chance| Chance { first_row, ..chance });
            let plan = const { N::PLAN };
            let mut values = Values {
                plan: plan.training,
                rows: inputs.len(),
                capacity: size,
                input: N::Input::flat(inputs),
                output: &mut [],
                arena,
            };
            if !sweep.forward.is_empty() {
                if sweep.forward.start == 0 {
                    losses.fill(num_traits::Zero::zero());
                }
                let phases = sweep.forward.clone();
                let mut forward = Forward { isa, values, chance, penalties: losses, phases, statistics };
                self.network.forward(&mut forward);
                (values, losses) = (forward.values, forward.penalties);
            }
            if sweep.outputs && !matches!(self.work, Work::Backward(_)) {
                let outputs = N::Output::flatten_mut(outputs);
                outputs.copy_from_slice(values.read(plan.logits));
                N::Head::default().forward(isa, outputs, width::<N::Output>());
            }
            if let Work::Judge(outcome) | Work::Backward(outcome) | Work::Train(outcome) = self.work
                && sweep.outputs
            {
                let (others, gradients) = values.write(plan.logits_gradient);
                let len = N::Output::LEN;
                let logits = others.read(plan.logits).chunks_exact(len);
                let rows = logits.zip(outputs.iter()).zip(gradients.chunks_exact_mut(len)).zip(losses);
                for (row, (((logits, output), gradient), loss)) in rows.enumerate() {
                    let (logits, gradient) = (N::Output::from_flat(logits), N::Output::from_flat_mut(gradient));
                    *loss += outcome.judge(isa, first_row + row, logits, output, gradient);
                }
                if let Work::Train(_) = self.work {
                    gradients.iter_mut().for_each(|gradient| *gradient *= self.scale);
                }
            }
            if !sweep.backward.is_empty() {
                let (chance, phases) = (chance.unwrap_or_default(), sweep.backward.clone());
                let mut backward = Backward { isa, values, chance, scale: self.scale, phases, statistics };
                self.network.backward(&mut backward);
                values = backward.values;
            }
            if let Work::Train(_) = self.work
                && sweep.backward.contains(&0)
            {
                let (plan, input, arenas) = (&const { N::PLAN }, values.input, &*values.arena);
                let (rows, occurrences) = (inputs.len(), Occurrences::NONE);
                let kept = Kept { plan, rows, block: size, input, arenas, arena: len, statistics, occurrences };
                let purpose = Purpose::Judge { limit: self.limit, within, last: None };
                let mut gradients = Gradients { isa, kept, share: 0..0, strips: &mut [], laid_out: None, purpose };
                N::gradients(&mut gradients);
                within = matches!(gradients.purpose, Purpose::Judge { within: true, .. });
            }
        }
        within
    }
}

/// A worker's part of the gradients.
pub(super) struct SumShare<'a, N: Compiled> {
    pub(super) kept: Kept<'a, N::Element>,
    pub(super) share: Range<usize>,
    pub(super) gradients: &'a mut [N::Element],
    pub(super) strips: &'a mut [N::Element],
}

impl<N: Compiled> Op for SumShare<'_, N> {
    /// Whether all gradients are finite.
    type Output = bool;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> bool {
        let SumShare { kept, share, gradients, strips } = self;
        let purpose = Purpose::Keep(&mut *gradients);
        N::gradients(&mut Gradients { isa, kept, share, strips, laid_out: None, purpose });
        N::Element::all_finite(AllFinite(gradients))
    }
}

/// A worker's part of gradients and optimizer's step in one.
pub(super) struct LearnShare<'a, N: Compiled, O> {
    pub(super) kept: Kept<'a, N::Element>,
    pub(super) share: Range<usize>,
    pub(super) strips: &'a mut [N::Element],
    pub(super) room: &'a mut [N::Element],
    pub(super) optimizer: &'a O,
    pub(super) step: Step,
    pub(super) parameters: &'a mut [N::Element],
    pub(super) state: [&'a mut [N::Element]; MOST_SLOTS],
}

impl<N: Compiled, O: Optimizer> Op for LearnShare<'_, N, O> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let LearnShare { kept, share, strips, room, optimizer, step, parameters, mut state } = self;
        let (start, slots) = (share.start, optimizer.slots());
        let on = &mut |place: Range<usize>, gradients: &[N::Element]| {
            let place = place.start - start..place.end - start;
            let mut parts: [&mut [N::Element]; MOST_SLOTS] = Default::default();
            for (part, slot) in parts.iter_mut().zip(&mut state[..slots]) {
                *part = &mut slot[place.clone()];
            }
            optimizer.update(step, &mut parameters[place], gradients, &mut parts[..slots]);
        };
        let purpose = Purpose::Use { room, on };
        N::gradients(&mut Gradients { isa, kept, share, strips, laid_out: None, purpose });
    }
}

/// A worker's part of the optimizer's step.
pub(super) struct UpdateShare<'a, O, T> {
    pub(super) optimizer: &'a O,
    pub(super) step: Step,
    pub(super) plan: &'a Plan,
    /// Where the part lies in the flat parameters.
    pub(super) share: Range<usize>,
    pub(super) parameters: &'a mut [T],
    pub(super) gradients: &'a mut [T],
    pub(super) state: [&'a mut [T]; MOST_SLOTS],
    /// As much as the optimizer needs for any tensor of the part.
    pub(super) room: &'a mut [T],
    /// The norm of the gradients of all parameters, if the optimizer sees it.
    pub(super) global_norm: Option<f64>,
}

impl<O: Optimizer, T: Element> Op for UpdateShare<'_, O, T> {
    /// Whether all parameters of the part are finite.
    type Output = bool;

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) -> bool {
        let (slots, scope) = (self.optimizer.slots(), self.optimizer.scope());
        let mut offset = 0;
        for tensor in self.plan.tensors {
            let (start, end) = (offset.max(self.share.start), (offset + tensor.len()).min(self.share.end));
            offset += tensor.len();
            if start < end && tensor.trainable {
                let within = start - self.share.start..end - self.share.start;
                let mut state: [&mut [T]; MOST_SLOTS] = Default::default();
                for (state, slot) in state.iter_mut().zip(&mut self.state[..slots]) {
                    *state = &mut slot[within.clone()];
                }
                let state = &mut state[..slots];
                let (parameters, gradients) = (&mut self.parameters[within.clone()], &mut self.gradients[within]);
                if scope == Scope::Parameter {
                    self.optimizer.update(self.step, parameters, gradients, state);
                } else {
                    debug_assert!(parameters.len() == tensor.len(), "shares are cut between tensors");
                    let (name, shape, room, global_norm) =
                        (tensor.name, tensor.shape, &mut *self.room, self.global_norm);
                    let tensor = TensorUpdate { name, shape, parameters, gradients, state, room, global_norm };
                    self.optimizer.update_tensor(self.step, tensor);
                }
            }
        }
        T::all_finite(AllFinite(self.parameters))
    }
}
