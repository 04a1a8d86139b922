//! How work is shared: a part for each worker, and nobody touches another's.

use core::ops::Range;

use crate::Element;
use crate::kernels::Combine;
use crate::kernels::workers::Workers;
use crate::plan::Plan;

/// Where the parameters may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Between rows of kernels, and between tensors.
    Rows,
    /// Between tensors alone.
    Tensors,
}

/// The parameters that a worker sums or updates: about as many for each, as far as the cuts allow.
pub(super) fn share_of(plan: &Plan, worker: usize, of: usize, cuts: Cut) -> Range<usize> {
    let cut = |worker: usize| {
        let ideal = plan.parameters(true) * worker / of;
        let mut offset = 0;
        for tensor in plan.tensors {
            if ideal < offset + tensor.len() {
                let within = ideal - offset;
                return match cuts {
                    Cut::Rows => offset + within / tensor.row() * tensor.row(),
                    // The end that is nearer.
                    Cut::Tensors if 2 * within > tensor.len() => offset + tensor.len(),
                    Cut::Tensors => offset,
                };
            }
            offset += tensor.len();
        }
        offset
    };
    cut(worker)..cut(worker + 1)
}

/// Where a tensor lies in the flat parameters.
pub(super) fn range(plan: &Plan, tensor: usize) -> Range<usize> {
    let start = plan.tensor_offset(tensor);
    start..start + plan.tensors[tensor].len()
}

/// Takes the next numbers off a slice.
pub(super) fn cut<'a, T>(rest: &mut &'a mut [T], len: usize) -> &'a mut [T] {
    rest.split_off_mut(..len).expect("the shares make up the whole")
}

/// Calls `job` with the shares `0..of`, each on a worker of its own. The team is made when it is needed first.
pub(super) fn share_out<S: Send>(
    workers: &mut Option<Workers>,
    threads: usize,
    of: usize,
    mut share: impl FnMut(usize) -> S,
    job: impl Fn(S) + Sync,
) {
    if of <= 1 {
        return job(share(0));
    }
    workers.get_or_insert_with(|| Workers::new(threads)).share_out(of, share, job);
}

/// A team, as far as it is there, and how many of it a step is worth.
#[derive(Debug)]
#[doc(hidden)]
pub struct Team<'a> {
    pub(super) workers: &'a mut Option<Workers>,
    pub(super) threads: usize,
    pub(super) of: usize,
}

impl Team<'_> {
    /// Each takes a part. It is reached through [`Element`], whose types it is compiled for once, not with each network.
    pub(crate) fn combine<T: Element>(self, task: Combine<'_, T>) {
        let Combine { mut x, alpha, mut y, beta } = task;
        let (len, of) = (x.len(), self.of);
        let share = |worker: usize| {
            let part = len * (worker + 1) / of - len * worker / of;
            let (x, (part, rest)) = (cut(&mut x, part), y.split_at(part));
            y = rest;
            Combine { x, alpha, y: part, beta }
        };
        share_out(self.workers, self.threads, of, share, T::combine);
    }
}
