//! The second half of a training step: sums over all samples become gradients, and gradients change the parameters.
//!
//! Each worker takes a share of the parameters. The quick way, [`learn`](TrainingWorkspace::learn), uses each gradient as
//! soon as it is summed and stores none. It cannot take back an update, so it is only for steps that are known beforehand to
//! keep all numbers finite, and for rules that see no more than a parameter and its gradient. The other way sums all gradients
//! first, and keeps the parameters as they were (`update.rs`).

use std::sync::atomic::{AtomicBool, Ordering};

use super::TrainingWorkspace;
use super::block::{LearnShare, SumShare};
use super::shares::{Cut, cut, share_of, share_out};
use crate::Error;
use crate::isa::dispatch;
use crate::kernels::{Occurrences, strips_len};
use crate::network::Network;
use crate::optimizer::{LARGEST_GRADIENT, MOST_SLOTS, Optimizer};
use crate::pass::{Kept, Statistics};
use crate::plan::arena_len;
use crate::storage::SampleFor;

/// The largest factors, two of which in each of `samples` terms make at most
/// [`LARGEST_GRADIENT`](crate::optimizer::LARGEST_GRADIENT).
pub(super) fn largest_factor(samples: usize) -> f64 {
    num_traits::Float::sqrt(LARGEST_GRADIENT / samples as f64)
}

/// How many gradients are summed before they are used: they and what they change stay in the second-level cache.
const ROOM: usize = 16384;

impl<N: Network> TrainingWorkspace<N> {
    /// Gradients and update in one pass over the parameters.
    pub(super) fn learn(&mut self, network: &mut N, inputs: &[N::Input], optimizer: &impl Optimizer) {
        let of = self.team(inputs.len());
        let strips_len = self.make_room(inputs.len(), of);
        let room_len = ROOM.max(4 * const { N::PLAN.widest_row() });
        self.room.reserve(of * room_len);
        let used = self.slots_of(optimizer);
        let step = self.next_step();
        (self.steps, self.updates) = (step.number, step.update);
        self.places.find::<N>(inputs, self.block);
        let found = (self.statistics.as_slice(), self.places.occurrences());
        let kept = kept::<N>(inputs, self.block, self.arenas.as_slice(), found);
        let (mut strips, mut room) = (self.strips.as_mut_slice(), self.room.as_mut_slice());
        let mut slots = slots(self.state.as_mut_slice(), N::PARAMETERS);
        let mut parameters = network.parameters_mut();
        let share = |worker| {
            let share = share_of(kept.plan, worker, of, Cut::Rows);
            LearnShare::<N, _> {
                kept,
                strips: cut(&mut strips, strips_len),
                room: cut(&mut room, room_len),
                optimizer,
                step,
                parameters: cut(&mut parameters, share.len()),
                state: cut_all(&mut slots, used, share.len()),
                share,
            }
        };
        share_out(&mut self.workers, self.threads, of, share, dispatch);
    }

    /// The gradients of all parameters from what the backward pass left in the arenas.
    pub(super) fn sum_gradients(&mut self, inputs: &[N::Input]) -> Result<(), Error> {
        let of = self.team(inputs.len());
        let strips_len = self.make_room(inputs.len(), of);
        self.gradients.reserve(N::PARAMETERS);
        self.places.find::<N>(inputs, self.block);
        let found = (self.statistics.as_slice(), self.places.occurrences());
        let kept = kept::<N>(inputs, self.block, self.arenas.as_slice(), found);
        let (mut strips, mut gradients) = (self.strips.as_mut_slice(), self.gradients.as_mut_slice());
        let share = |worker| {
            let share = share_of(kept.plan, worker, of, Cut::Rows);
            let gradients = cut(&mut gradients, share.len());
            SumShare::<N> { kept, share, gradients, strips: cut(&mut strips, strips_len) }
        };
        let finite = AtomicBool::new(true);
        share_out(&mut self.workers, self.threads, of, share, |share| {
            if !dispatch(share) {
                finite.store(false, Ordering::Relaxed);
            }
        });
        if finite.into_inner() {
            return Ok(());
        }
        self.gradients.as_mut_slice().fill(num_traits::Zero::zero());
        Err(Error::Diverged { step: self.steps + 1, what: "gradient" })
    }

    /// Makes room for each worker to lay out what it sums. How much each of them has.
    fn make_room(&mut self, samples: usize, of: usize) -> usize {
        let len = strips_len(samples, const { N::PLAN.widest_row() });
        self.strips.reserve(of * len);
        len
    }

    /// Makes room for the optimizer's memory. How many numbers it keeps for each parameter.
    pub(super) fn slots_of(&mut self, optimizer: &impl Optimizer) -> usize {
        let used = optimizer.slots();
        assert!(used <= MOST_SLOTS, "an optimizer keeps at most {MOST_SLOTS} numbers for each parameter");
        self.state.reserve(used * N::PARAMETERS);
        if core::mem::replace(&mut self.slots, used) != used {
            // Another optimizer, or other settings: what the slots held meant something else.
            self.state.as_mut_slice().fill(num_traits::Zero::zero());
            self.moderate = true;
        }
        used
    }
}

/// What is left of a batch, with what was found in all of it.
pub(super) fn kept<'a, N: Network>(
    inputs: &'a [N::Input],
    block: usize,
    arenas: &'a [N::Element],
    (statistics, occurrences): (&'a [N::Element], Occurrences<'a>),
) -> Kept<'a, N::Element> {
    Kept {
        plan: &const { N::PLAN },
        rows: inputs.len(),
        block,
        input: N::Input::flat(inputs),
        arenas,
        arena: block * const { arena_len(N::PLAN.training) },
        statistics: Statistics { plan: const { N::PLAN.batch }, numbers: statistics },
        occurrences,
    }
}

/// The memory of an optimizer, slot by slot.
pub(super) fn slots<T>(state: &mut [T], parameters: usize) -> [&mut [T]; MOST_SLOTS] {
    let mut slots: [&mut [T]; MOST_SLOTS] = Default::default();
    for (slot, state) in slots.iter_mut().zip(state.chunks_exact_mut(parameters.max(1))) {
        *slot = state;
    }
    slots
}

/// The next `len` numbers of each slot in use.
pub(super) fn cut_all<'a, T>(
    slots: &mut [&'a mut [T]; MOST_SLOTS],
    used: usize,
    len: usize,
) -> [&'a mut [T]; MOST_SLOTS] {
    let mut parts: [&mut [T]; MOST_SLOTS] = Default::default();
    for (part, slot) in parts.iter_mut().zip(&mut slots[..used]) {
        *part = cut(slot, len);
    }
    parts
}
