//! The end of a training step whose gradients are stored: they change the parameters, or wait for those of other steps.
//!
//! The order is Keras's: gradients are averaged over the steps in which they accumulated, and clipped; the parameters decay and
//! change; the moving averages follow, and what they overwrite; then come the constraints.

use core::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::TrainingWorkspace;
use super::block::UpdateShare;
use super::learn::{cut_all, slots};
use super::penalties;
use super::shares::{Cut, cut, range, share_of, share_out};
use crate::isa::dispatch;
use crate::kernels::{AllFinite, ElementWise, Norm, norm_of_both};
use crate::network::Network;
use crate::optimizer::{Optimizer, Scope};
use crate::plan::Plan;
use crate::{Element, Error};

impl<N: Network> TrainingWorkspace<N> {
    /// The optimizer's step for all parameters that learn. If one of them would not be finite, none of them changes.
    pub(super) fn apply(&mut self, network: &mut N, optimizer: &impl Optimizer) -> Result<(), Error> {
        self.gradients.reserve(N::PARAMETERS);
        self.before.reserve(N::PARAMETERS);
        let step = self.next_step();
        let is_update = self.waiting_steps + 1 >= optimizer.accumulation();
        let averaging = optimizer.averaging();
        let finite = if is_update {
            self.average_gradients();
            self.change(network, optimizer)
        } else {
            self.before.as_mut_slice().copy_from_slice(network.parameters());
            true
        };
        if finite && let Some(averaging) = averaging {
            self.average(network, averaging);
        }
        if !finite || (N::PENALIZED && !constrained(network)) {
            network.parameters_mut().copy_from_slice(self.before.as_slice());
            if is_update && self.waiting_steps > 0 {
                // They are a mean by now, and no gradient of this step.
                self.gradients.as_mut_slice().fill(num_traits::Zero::zero());
            }
            return Err(Error::Diverged { step: step.number, what: "update" });
        }
        self.steps = step.number;
        if is_update {
            self.updates = step.update;
            self.waiting_steps = 0;
        } else {
            self.accumulate();
        }
        if averaging.is_some() {
            self.average_of = self.steps;
        }
        Ok(())
    }

    /// Changes the parameters by the gradients, and keeps what they were. Whether all of them are finite.
    fn change(&mut self, network: &mut N, optimizer: &impl Optimizer) -> bool {
        let used = self.slots_of(optimizer);
        self.moderate = false;
        let (step, of) = (self.next_step(), self.team(self.block));
        let plan = &const { N::PLAN };
        let cuts = if optimizer.scope() == Scope::Parameter { Cut::Rows } else { Cut::Tensors };
        let global_norm =
            (optimizer.scope() == Scope::AllGradients).then(|| global_norm(plan, self.gradients.as_slice()));
        let share_of = |worker| share_of(plan, worker, of, cuts);
        self.room.reserve((0..of).map(|worker| room_of(optimizer, plan, &share_of(worker))).sum());
        let (mut gradients, mut room) = (self.gradients.as_mut_slice(), self.room.as_mut_slice());
        let mut before = self.before.as_mut_slice();
        let mut parameters = network.parameters_mut();
        let mut slots = slots(self.state.as_mut_slice(), N::PARAMETERS);
        let share = |worker| {
            let share = share_of(worker);
            let (parameters, before) = (cut(&mut parameters, share.len()), cut(&mut before, share.len()));
            let room = cut(&mut room, room_of(optimizer, plan, &share));
            let gradients = cut(&mut gradients, share.len());
            let state = cut_all(&mut slots, used, share.len());
            (before, UpdateShare { optimizer, step, plan, share, parameters, gradients, state, room, global_norm })
        };
        let finite = AtomicBool::new(true);
        share_out(&mut self.workers, self.threads, of, share, |(before, share)| {
            before.copy_from_slice(share.parameters);
            if !dispatch(share) {
                finite.store(false, Ordering::Relaxed);
            }
        });
        finite.into_inner()
    }
}

/// The most room that the optimizer needs for a tensor that begins in a share.
fn room_of(optimizer: &impl Optimizer, plan: &Plan, share: &Range<usize>) -> usize {
    let mine = (0..plan.tensors.len()).filter(|&tensor| share.contains(&plan.tensor_offset(tensor)));
    mine.map(|tensor| optimizer.room(plan.tensors[tensor].shape)).max().unwrap_or(0)
}

/// The norm of the gradients of all parameters that learn.
fn global_norm<T: Element>(plan: &Plan, gradients: &[T]) -> f64 {
    let trainable = (0..plan.tensors.len()).filter(|&tensor| plan.tensors[tensor].trainable);
    trainable.map(|tensor| T::norm(Norm(&gradients[range(plan, tensor)]))).fold(0.0, norm_of_both)
}

/// Brings the parameters to where their constraints want them. Whether all of them are finite then.
fn constrained<N: Network>(network: &mut N) -> bool {
    penalties::constrain(network);
    N::Element::all_finite(AllFinite(network.parameters()))
}
