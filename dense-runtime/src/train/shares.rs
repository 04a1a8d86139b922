//! How work is shared: a part for each worker, and nobody touches another's.

use core::ops::{DerefMut, Range};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::kernels::workers::{MOST_WORKERS, Workers};
use crate::plan::Plan;

/// The parameters that a worker sums and updates: about as many for each, cut between rows of kernels and between tensors.
pub(super) fn share_of(plan: &Plan, worker: usize, of: usize) -> Range<usize> {
    let cut = |worker: usize| {
        let ideal = plan.parameters(true) * worker / of;
        let mut offset = 0;
        for tensor in plan.tensors {
            if ideal < offset + tensor.len() {
                let row = if let [_, row] = tensor.shape { *row } else { tensor.len() };
                return offset + (ideal - offset) / row * row;
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

/// One share for each worker, behind a lock that nobody else takes: what hands a mutable share to another thread.
pub(super) fn shares<S>(of: usize, mut share: impl FnMut(usize) -> S) -> [Mutex<Option<S>>; MOST_WORKERS] {
    core::array::from_fn(|worker| Mutex::new((worker < of).then(|| share(worker))))
}

pub(super) fn take<S>(share: &Mutex<Option<S>>) -> impl DerefMut<Target = S> + '_ {
    let guard = share.lock().unwrap_or_else(PoisonError::into_inner);
    Taken(guard)
}

struct Taken<'a, S>(MutexGuard<'a, Option<S>>);

impl<S> core::ops::Deref for Taken<'_, S> {
    type Target = S;

    fn deref(&self) -> &S {
        self.0.as_ref().expect("there is a share for each worker that is called")
    }
}

impl<S> DerefMut for Taken<'_, S> {
    fn deref_mut(&mut self) -> &mut S {
        self.0.as_mut().expect("there is a share for each worker that is called")
    }
}

/// Calls `job` for the shares `0..of`; the team is made when it is needed first.
pub(super) fn run(workers: &mut Option<Workers>, threads: usize, of: usize, job: &(dyn Fn(usize) + Sync)) {
    if of <= 1 {
        return job(0);
    }
    let workers = workers.get_or_insert_with(|| Workers::new(threads));
    workers.run(of, job);
}
