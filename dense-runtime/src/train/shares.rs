//! How work is shared: a part for each worker, and nobody touches another's.

use core::ops::Range;

use crate::kernels::workers::Workers;
use crate::plan::Plan;

/// The parameters that a worker sums and updates: about as many for each, cut between rows of kernels and between tensors.
pub(super) fn share_of(plan: &Plan, worker: usize, of: usize) -> Range<usize> {
    let cut = |worker: usize| {
        let ideal = plan.parameters(true) * worker / of;
        let mut offset = 0;
        for tensor in plan.tensors {
            if ideal < offset + tensor.len() {
                return offset + (ideal - offset) / tensor.row() * tensor.row();
            }
            offset += tensor.len();
        }
        offset
    };
    cut(worker)..cut(worker + 1)
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
