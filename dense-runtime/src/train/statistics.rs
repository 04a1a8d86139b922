//! Statistics of a whole batch, for the layers that look at it (`BatchNormalization`): found between two sweeps over the blocks,
//! and taken into the moving statistics of the network after the step.

use super::TrainingWorkspace;
use super::block::Sweep;
use super::learn::kept;
use super::shares::{cut, share_out};
use crate::Error;
use crate::kernels::{AllFinite, AllWithin, ElementWise, Moments, Occurrences, Slopes};
use crate::math::Real;
use crate::network::Network;
use crate::optimizer::LARGEST_GRADIENT;
use crate::pass::{range_of, statistics_len};
use crate::plan::BatchPlan;

impl<N: Network> TrainingWorkspace<N> {
    /// Makes room for the statistics.
    pub(super) fn reserve_statistics(&mut self) {
        self.statistics.reserve(const { statistics_len(N::PLAN.batch) });
    }

    /// Finds what a sweep must know of the whole batch, from what the sweep before it has left. Whether the gradients among it are
    /// such that the optimizer vouches for the step.
    pub(super) fn find_statistics(&mut self, inputs: &[N::Input], sweep: &Sweep, of: usize) -> bool {
        let batch = const { N::PLAN.batch };
        // A sweep of all phases is an evaluation, and looks at no batch.
        if sweep.forward.len() == 1 && sweep.forward.start > 0 {
            self.find_moments(inputs, sweep.forward.start - 1, of);
        }
        if sweep.backward.len() == 1
            && sweep.backward.start < batch.len()
            && let BatchPlan { gradient: Some(gradient), .. } = batch[sweep.backward.start]
        {
            return self.find_slopes(inputs, sweep.backward.start, gradient, of);
        }
        true
    }

    /// Means and variances for a layer. Each worker has some of the columns.
    fn find_moments(&mut self, inputs: &[N::Input], number: usize, of: usize) {
        let batch = const { N::PLAN.batch };
        let BatchPlan { width, value, .. } = batch[number];
        let x = kept::<N>(inputs, self.block, self.arenas.as_slice(), (&[], Occurrences::NONE)).samples(value);
        let (mut mean, rest) = self.statistics.as_mut_slice()[range_of(batch, number)].split_at_mut(width);
        let (mut variance, _) = rest.split_at_mut(width);
        let of = of.min(width);
        let share = |worker| {
            let (first, end) = (width * worker / of, width * (worker + 1) / of);
            let (mean, variance) = (cut(&mut mean, end - first), cut(&mut variance, end - first));
            Moments { x, width, first, mean, variance }
        };
        share_out(&mut self.workers, self.threads, of, share, N::Element::moments);
    }

    /// The sums for a layer's way back. Whether none of them is too large.
    fn find_slopes(&mut self, inputs: &[N::Input], number: usize, gradient: usize, of: usize) -> bool {
        let batch = const { N::PLAN.batch };
        let BatchPlan { width, value, epsilon, .. } = batch[number];
        let kept = kept::<N>(inputs, self.block, self.arenas.as_slice(), (&[], Occurrences::NONE));
        let (x, dy) = (kept.samples(value), kept.samples(gradient));
        let (statistics, sums) = self.statistics.as_mut_slice()[range_of(batch, number)].split_at_mut(2 * width);
        let (mean, variance) = statistics.split_at(width);
        let (mut offset, mut scale) = sums.split_at_mut(width);
        let of = of.min(width);
        let share = |worker| {
            let (first, end) = (width * worker / of, width * (worker + 1) / of);
            let (mean, variance) = (&mean[first..end], &variance[first..end]);
            let (offset, scale) = (cut(&mut offset, end - first), cut(&mut scale, end - first));
            Slopes { dy, x, width, first, mean, variance, epsilon, offset, scale }
        };
        share_out(&mut self.workers, self.threads, of, share, N::Element::slopes);
        N::Element::all_within(AllWithin { values: sums, limit: N::Element::of(LARGEST_GRADIENT) })
    }

    /// Whether means and variances of the batch are finite.
    ///
    /// # Errors
    ///
    /// [`Error::Diverged`] otherwise.
    pub(super) fn check_statistics(&self) -> Result<(), Error> {
        let batch = const { N::PLAN.batch };
        let found = (0..batch.len())
            .map(|number| &self.statistics.as_slice()[range_of(batch, number)][..2 * batch[number].width]);
        match found.map(AllFinite).all(N::Element::all_finite) {
            true => Ok(()),
            false => Err(Error::Diverged { step: self.steps + 1, what: "variance of the batch" }),
        }
    }

    /// Lets the moving statistics of the network follow those of the last batch, once.
    pub(super) fn take_in_statistics(&mut self, network: &mut N) {
        if !core::mem::take(&mut self.are_new) {
            return;
        }
        let plan = const { N::PLAN };
        for (number, &BatchPlan { tensor, width, momentum, .. }) in plan.batch.iter().enumerate() {
            let moving = &mut network.parameters_mut()[plan.tensor_offset(tensor)..][..2 * width];
            let of_batch = &self.statistics.as_slice()[range_of(plan.batch, number)][..2 * width];
            let (kept, new) = (N::Element::of(momentum), N::Element::of(1.0 - momentum));
            for (moving, &of_batch) in moving.iter_mut().zip(of_batch) {
                *moving = *moving * kept + of_batch * new;
            }
        }
    }
}
