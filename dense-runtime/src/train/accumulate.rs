//! Gradients that wait for those of other steps, until there are enough for an update.

use super::TrainingWorkspace;
use super::shares::Team;
use crate::Element;
use crate::kernels::Combine;
use crate::math::Real;
use crate::network::Network;

impl<N: Network> TrainingWorkspace<N> {
    /// Adds the gradients to those that wait.
    pub(super) fn accumulate(&mut self) {
        self.waiting.reserve(N::PARAMETERS);
        if self.waiting_steps == 0 {
            self.waiting.as_mut_slice().copy_from_slice(self.gradients.as_slice());
        } else {
            let (one, of) = (N::Element::of(1.0), self.team(self.block));
            let team = Team { workers: &mut self.workers, threads: self.threads, of };
            let (x, y) = (self.waiting.as_mut_slice(), self.gradients.as_slice());
            N::Element::combine_shared(team, Combine { x, alpha: one, y, beta: one });
        }
        self.waiting_steps += 1;
    }

    /// Makes the gradients the mean of themselves and all that wait. Those stay: the update may fail.
    pub(super) fn average_gradients(&mut self) {
        if self.waiting_steps == 0 {
            return;
        }
        let part = N::Element::of(1.0 / (self.waiting_steps + 1) as f64);
        let of = self.team(self.block);
        let team = Team { workers: &mut self.workers, threads: self.threads, of };
        let (x, y) = (self.gradients.as_mut_slice(), self.waiting.as_slice());
        N::Element::combine_shared(team, Combine { x, alpha: part, y, beta: part });
    }
}
