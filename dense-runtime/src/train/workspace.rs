//! Memory and passes of a training step: forward, backward, gradients, update.
//!
//! A batch is cut into blocks of samples. Each worker takes some blocks and carries each of them forward and back while
//! its values are in cache. Then each worker takes a share of the parameters (`learn.rs`): it sums their gradients over all
//! blocks, and they change. No sum is shared between workers, and each goes over the samples in their order, so neither the
//! blocks nor the number of workers change a bit of the result.

use core::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use super::block::{PassShare, Share, Sweep, Work, block_of};
use super::learn::largest_factor;
use super::outcome::{Given, Outcome};
use super::penalties;
use super::shares::{cut, share_out};
use super::table::{Places, check_indices};
use crate::Error;
use crate::isa::dispatch;
use crate::kernels::Chance;
use crate::kernels::workers::{MOST_WORKERS, Workers, default_size};
use crate::math::Real;
use crate::network::{AsNetwork, Compiled, Network};
use crate::optimizer::{Optimizer, Scope, Step, check_rate};
use crate::pass::Statistics;
use crate::plan::arena_len;
use crate::storage::{Buffer, Tensor};
use crate::tensors::{TensorRef, tensors};

/// Floating-point operations that make a second thread worth its start and its cold cache.
const WORTH_A_TEAM: usize = 4_000_000;

/// The pieces of a training step, for loops that [`Trainer`](crate::Trainer) does not fit.
///
/// [`forward`](Self::forward) gives the outputs for a batch, [`backward`](Self::backward) takes the gradient of whatever is
/// to be made small with respect to these outputs, [`update`](Self::update) takes the optimizer's step.
///
/// ```
/// use dense_runtime::optimizer::SGD;
/// use dense_runtime::{Network, TrainingWorkspace, network};
///
/// network! { struct Line { Input(1) -> Dense(1) } }
///
/// let mut model = Line::new(1);
/// let mut workspace = TrainingWorkspace::new(0);
/// let inputs = [[0.0], [1.0], [2.0]];
/// let wanted = [[1.0f32], [3.0], [5.0]];
/// for _ in 0..200 {
///     let outputs = workspace.forward(&model, &inputs)?;
///     let gradients: Vec<[f32; 1]> = outputs.iter().zip(&wanted).map(|(y, t)| [(y[0] - t[0]) / 3.0]).collect();
///     workspace.backward(&model, &gradients)?;
///     workspace.update(&mut model, &SGD::new(0.3))?;
/// }
/// assert!((model.predict(&[3.0])[0] - 7.0).abs() < 0.1);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub struct TrainingWorkspace<N: Compiled> {
    pub(super) seed: u64,
    pub(super) steps: u64,
    pub(super) updates: u64,
    inputs: Vec<N::Input>,
    outputs: Vec<N::Output>,
    losses: Vec<N::Element>,
    /// The values of all blocks, arena behind arena.
    pub(super) arenas: Buffer<N::Element>,
    /// How many samples a block of the last batch had.
    pub(super) block: usize,
    pub(super) gradients: Buffer<N::Element>,
    /// What layers that look at whole batches found in the last one.
    pub(super) statistics: Buffer<N::Element>,
    /// Where the rows of a table were looked up in the last one.
    pub(super) places: Places,
    /// Whether the network's moving statistics have yet to take them in.
    pub(super) are_new: bool,
    /// Room for each worker to lay out what it sums.
    pub(super) strips: Buffer<N::Element>,
    /// Room for each worker's gradients that are used at once.
    pub(super) room: Buffer<N::Element>,
    /// The optimizer's memory, slot behind slot.
    pub(super) state: Buffer<N::Element>,
    pub(super) slots: usize,
    /// Whether all updates since the memory began were such that the numbers in it are far from infinite.
    pub(super) moderate: bool,
    /// The parameters before the last step, in case that it must be undone.
    pub(super) before: Buffer<N::Element>,
    /// The sum of gradients that wait for an update, and how many steps' they are.
    pub(super) waiting: Buffer<N::Element>,
    pub(super) waiting_steps: u64,
    /// The moving averages of the parameters, and after which step they were; 0 if there are none.
    pub(super) average: Buffer<N::Element>,
    pub(super) average_of: u64,
    pub(super) threads: usize,
    pub(super) workers: Option<Workers>,
}

/// How far an optimizer has come: all that it remembers beside numbers for each parameter.
#[cfg(feature = "files")]
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct Counters {
    pub(super) steps: u64,
    pub(super) updates: u64,
    pub(super) slots: usize,
    pub(super) moderate: bool,
    pub(super) waiting_steps: u64,
    pub(super) average_of: u64,
}

impl<N: Network> TrainingWorkspace<N> {
    /// A workspace; the seed decides what layers such as `Dropout` do by chance, unless they have a seed of their own. It works
    /// with all cores; memory comes with the first batch.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        TrainingWorkspace {
            seed,
            steps: 0,
            updates: 0,
            inputs: Vec::new(),
            outputs: Vec::new(),
            losses: Vec::new(),
            arenas: Buffer::EMPTY,
            block: 0,
            gradients: Buffer::EMPTY,
            statistics: Buffer::EMPTY,
            places: Places::default(),
            are_new: false,
            strips: Buffer::EMPTY,
            room: Buffer::EMPTY,
            state: Buffer::EMPTY,
            slots: 0,
            moderate: true,
            before: Buffer::EMPTY,
            waiting: Buffer::EMPTY,
            waiting_steps: 0,
            average: Buffer::EMPTY,
            average_of: 0,
            threads: default_size(),
            workers: None,
        }
    }

    /// How many threads may work on a step, the caller's included. Results do not depend on it.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads.clamp(1, MOST_WORKERS);
        self.workers = None;
        self
    }

    /// The outputs for a batch, with dropout and noise at work.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without inputs, [`Error::Index`] if one is an index that `Embedding` has no row for.
    pub fn forward(&mut self, model: &impl AsNetwork<Network = N>, inputs: &[N::Input]) -> Result<&[N::Output], Error> {
        if inputs.is_empty() {
            return Err(Error::Empty { what: "batch" });
        }
        check_indices::<N>(inputs)?;
        self.inputs.clear();
        self.inputs.extend_from_slice(inputs);
        let chance = self.chance();
        self.pass::<Given<'_, N::Output>>(model.as_network(), inputs, Some(chance), Work::Forward);
        Ok(&self.outputs)
    }

    /// The gradients of all parameters, given that of each output of the last [`forward`](Self::forward), and those of the
    /// regularizers' penalties.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without a batch, [`Error::Lengths`] if there are not as many gradients as there were inputs,
    /// [`Error::Diverged`] if a parameter's gradient is not finite; all gradients are zeros then.
    pub fn backward(&mut self, model: &impl AsNetwork<Network = N>, gradients: &[N::Output]) -> Result<(), Error> {
        if gradients.len() != self.inputs.len() {
            return Err(Error::Lengths { expected: self.inputs.len(), found: gradients.len(), what: "gradients" });
        }
        if gradients.is_empty() {
            return Err(Error::Empty { what: "batch" });
        }
        let inputs = core::mem::take(&mut self.inputs);
        let chance = self.chance();
        self.pass(model.as_network(), &inputs, Some(chance), Work::Backward(&Given(gradients)));
        let result = self.sum_gradients(&inputs);
        self.inputs = inputs;
        if result.is_ok() {
            penalties::add_gradients(model.as_network(), self.gradients.as_mut_slice());
        }
        result
    }

    /// The gradients of the last [`backward`](Self::backward) by tensor. Those of frozen tensors are zeros. Before the first
    /// one there are none. After an [`update`](Self::update) they are what it went by: with `gradient_accumulation_steps` the mean
    /// over these steps, and clipped if they were clipped by a norm.
    pub fn gradients(&self) -> impl Iterator<Item = TensorRef<'_, N::Element>> {
        let gradients = Some(self.gradients.as_slice()).filter(|gradients| gradients.len() == N::PARAMETERS);
        gradients.into_iter().flat_map(|gradients| tensors(&N::PLAN, gradients))
    }

    /// The gradients of the last [`backward`](Self::backward), tensor behind tensor: to clip them, say.
    pub fn gradients_mut(&mut self) -> &mut [N::Element] {
        self.gradients.as_mut_slice()
    }

    /// Changes the parameters as the optimizer says. Its memory is kept here.
    ///
    /// With `gradient_accumulation_steps` only one in so many calls changes them; the others add up gradients. With `use_ema` each
    /// call brings the [`averages`](Self::averages) up to date.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if a setting of the optimizer makes no sense, [`Error::Diverged`] if a parameter would not be
    /// finite; all of them are as they were then. Gradients that have accumulated are kept, and those of this step are zeros.
    ///
    /// # Panics
    ///
    /// If an optimizer of your own asks for more than [`MOST_SLOTS`](crate::optimizer::MOST_SLOTS) numbers for each parameter.
    pub fn update(&mut self, model: &mut impl AsNetwork<Network = N>, optimizer: &impl Optimizer) -> Result<(), Error> {
        optimizer.check()?;
        self.check_step(optimizer)?;
        self.check_statistics()?;
        self.apply(model.as_network_mut(), optimizer)?;
        self.take_in_statistics(model.as_network_mut());
        Ok(())
    }

    /// What the network's regularizers add to the mean loss of the samples: those of parameters, and those of what layers gave
    /// in the last [`forward`](Self::forward).
    #[must_use]
    pub fn penalty(&self, model: &impl AsNetwork<Network = N>) -> N::Element {
        let of_samples = self.total_loss() / N::Element::of(self.losses.len().max(1) as f64);
        penalties::penalty(model.as_network()) + of_samples
    }

    /// How many steps there have been, each of them a call of [`update`](Self::update): what schedules go by.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// How many of the steps have changed the parameters: all of them, unless gradients accumulate
    /// (`gradient_accumulation_steps`).
    #[must_use]
    pub fn updates(&self) -> u64 {
        self.updates
    }

    /// One step with a loss: forward, judge, backward, update. Gives the batch's loss times the number of samples.
    pub(super) fn step(
        &mut self,
        network: &mut N,
        inputs: &[N::Input],
        outcome: &impl Outcome<N>,
        optimizer: &impl Optimizer,
    ) -> Result<N::Element, Error> {
        self.check_step(optimizer)?;
        let chance = self.chance();
        let within = self.pass(network, inputs, Some(chance), Work::Train(outcome));
        let loss = self.total_loss() + penalty_of_all(network, inputs.len());
        if !num_traits::float::FloatCore::is_finite(loss) {
            return Err(Error::Diverged { step: self.steps + 1, what: "loss" });
        }
        self.check_statistics()?;
        // Regularizers and constraints want whole tensors.
        let is_quick = !N::PENALIZED && within && self.moderate && self.sees_parameters(optimizer);
        if is_quick && optimizer.keeps_finite(self.next_step()) {
            self.learn(network, inputs, optimizer);
        } else {
            self.sum_gradients(inputs)?;
            penalties::add_gradients(network, self.gradients.as_mut_slice());
            self.apply(network, optimizer)?;
        }
        self.take_in_statistics(network);
        Ok(loss)
    }

    /// Outputs and losses without dropout and noise. Gives the batch's loss times the number of samples.
    pub(super) fn judge(&mut self, network: &N, inputs: &[N::Input], outcome: &impl Outcome<N>) -> N::Element {
        self.pass(network, inputs, None, Work::Judge(outcome));
        self.total_loss() + penalty_of_all(network, inputs.len())
    }

    /// The outputs of the last batch.
    pub(super) fn outputs(&self) -> &[N::Output] {
        &self.outputs
    }

    /// The step that an update would be now.
    pub(super) fn next_step(&self) -> Step {
        let mut step = Step::new(self.steps + 1);
        step.update = self.updates + 1;
        step
    }

    #[cfg(feature = "files")]
    pub(super) fn counters(&self) -> Counters {
        let &TrainingWorkspace { steps, updates, slots, moderate, waiting_steps, average_of, .. } = self;
        Counters { steps, updates, slots, moderate, waiting_steps, average_of }
    }

    #[cfg(feature = "files")]
    pub(super) fn set_counters(&mut self, counters: Counters) {
        let Counters { steps, updates, slots, moderate, waiting_steps, average_of } = counters;
        (self.steps, self.updates, self.slots, self.moderate) = (steps, updates, slots, moderate);
        (self.waiting_steps, self.average_of) = (waiting_steps, average_of);
    }

    /// Whether the optimizer wants no more than each parameter and its gradient, now.
    fn sees_parameters(&self, optimizer: &impl Optimizer) -> bool {
        let is_update = self.waiting_steps == 0 && optimizer.accumulation() <= 1;
        is_update && optimizer.scope() == Scope::Parameter && optimizer.averaging().is_none()
    }

    /// Schedules may give a rate that makes no sense, in any step, and rules of one's own an average.
    fn check_step(&self, optimizer: &impl Optimizer) -> Result<(), Error> {
        if let Some(averaging) = optimizer.averaging() {
            averaging.check()?;
        }
        check_rate("learning_rate", optimizer.learning_rate(self.next_step()))
    }

    fn chance(&self) -> Chance {
        Chance { seed: self.seed, step: self.steps, ..Chance::default() }
    }

    /// Summed in the order of the samples, whoever computed them.
    fn total_loss(&self) -> N::Element {
        self.losses.iter().copied().sum()
    }

    /// Some of forward, judgement and backward, for all blocks of a batch. Whether no factor of a gradient was too large.
    fn pass<O: Outcome<N>>(
        &mut self,
        network: &N,
        inputs: &[N::Input],
        chance: Option<Chance>,
        work: Work<'_, O>,
    ) -> bool {
        let team = self.team(inputs.len());
        self.block = block_of::<N>(inputs.len().div_ceil(team));
        let (block, arena) = (self.block, self.block * const { arena_len(N::PLAN.training) });
        let blocks = inputs.len().div_ceil(block);
        let of = team.min(blocks);
        // Memory only grows, so that steps of one size allocate once.
        self.outputs.resize(inputs.len(), N::Output::zeros());
        self.losses.resize(inputs.len(), num_traits::Zero::zero());
        self.arenas.reserve(blocks * arena);
        self.reserve_statistics();
        let mut within = true;
        for sweep in Sweep::all(&work, const { N::PLAN.batch.len() + 1 }) {
            within &= self.find_statistics(inputs, &sweep, of);
            within &= self.sweep(network, inputs, chance, work, sweep, of);
        }
        self.are_new |= chance.is_some() && matches!(work, Work::Forward | Work::Train(_));
        within
    }

    /// One going over all blocks. Whether no factor of a gradient was too large.
    fn sweep<O: Outcome<N>>(
        &mut self,
        network: &N,
        inputs: &[N::Input],
        chance: Option<Chance>,
        work: Work<'_, O>,
        sweep: Sweep,
        of: usize,
    ) -> bool {
        let (block, arena) = (self.block, self.block * const { arena_len(N::PLAN.training) });
        let blocks = inputs.len().div_ceil(block);
        let statistics = Statistics { plan: const { N::PLAN.batch }, numbers: self.statistics.as_slice() };
        let mut arenas = self.arenas.as_mut_slice();
        let mut outputs = &mut self.outputs[..];
        let mut losses = &mut self.losses[..];
        let mut row = 0;
        let share = |worker: usize| {
            let end = (blocks * (worker + 1) / of * block).min(inputs.len());
            let rows = row..end;
            row = end;
            Share {
                first_row: rows.start,
                inputs: &inputs[rows.clone()],
                outputs: cut(&mut outputs, rows.len()),
                losses: cut(&mut losses, rows.len()),
                arenas: cut(&mut arenas, rows.len().div_ceil(block) * arena),
            }
        };
        let scale = N::Element::of(1.0 / inputs.len() as f64);
        let limit = N::Element::of(largest_factor(inputs.len()));
        let within = AtomicBool::new(true);
        share_out(&mut self.workers, self.threads, of, share, |share| {
            let sweep = sweep.clone();
            if !dispatch(PassShare { network, share, chance, work, sweep, statistics, scale, block, limit }) {
                within.store(false, Ordering::Relaxed);
            }
        });
        within.into_inner()
    }

    /// How many workers a step of this many samples is worth.
    pub(super) fn team(&self, rows: usize) -> usize {
        if 3 * N::FLOPS * rows < WORTH_A_TEAM { 1 } else { self.threads }
    }
}

/// The penalty for so many samples, each of which has it in its loss.
fn penalty_of_all<N: Network>(network: &N, samples: usize) -> N::Element {
    match N::PENALIZED {
        true => penalties::penalty(network) * N::Element::of(samples as f64),
        false => num_traits::Zero::zero(),
    }
}

impl<N: Network> fmt::Debug for TrainingWorkspace<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrainingWorkspace").field("network", &N::PLAN.name).field("steps", &self.steps).finish()
    }
}
