//! Threads that wait for work: spinning for a moment, because the next step usually comes at once, then asleep.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, TryLockError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The most threads a team can have.
pub(crate) const MOST_WORKERS: usize = 64;

/// How long an idle worker looks for work before it goes to sleep: longer than a step needs between its passes, and about as
/// long as it takes to wake a sleeper.
const PATIENCE: Duration = Duration::from_micros(50);

/// How long a waiting thread keeps its core to itself.
const SPINNING: Duration = Duration::from_micros(3);

/// Waits until `done`: spinning at first, then offering the core to others between two looks, and when the patience is at an end
/// with `pause` between them. A pause of the CPU takes from a few cycles to more than a hundred, so that time is measured and
/// rounds are not counted.
fn wait(done: impl Fn() -> bool, pause: impl Fn()) {
    let mut since = None;
    while !done() {
        for _ in 0..16 {
            core::hint::spin_loop();
            if done() {
                return;
            }
        }
        match since.get_or_insert_with(Instant::now).elapsed() {
            waited if waited >= PATIENCE => pause(),
            waited if waited >= SPINNING => thread::yield_now(),
            _ => {}
        }
    }
}

/// A team of threads, the caller's among them.
#[derive(Debug)]
pub(crate) struct Workers {
    board: Arc<Board>,
    threads: Vec<JoinHandle<()>>,
}

/// Where work is announced.
#[derive(Debug, Default)]
struct Board {
    job: Mutex<Option<Job>>,
    /// Counts the jobs; a change wakes the workers.
    round: AtomicUsize,
    /// Workers that have not finished the job.
    busy: AtomicUsize,
    panicked: AtomicBool,
    closed: AtomicBool,
}

/// A job with its lifetime erased. [`Workers::run`] does not return before the last worker has finished with it.
#[derive(Debug, Clone, Copy)]
struct Job(*const (dyn Fn(usize) + Sync));

// SAFETY: the pointer is to something `Sync`, which may be called from any thread while it lives.
unsafe impl Send for Job {}

impl Workers {
    /// A team of `size` threads; `size - 1` are started.
    pub(crate) fn new(size: usize) -> Workers {
        let board = Arc::new(Board::default());
        let threads = (1..size.clamp(1, MOST_WORKERS))
            .map(|worker| {
                let board = Arc::clone(&board);
                thread::Builder::new().name(format!("dense-{worker}")).spawn(move || board.work(worker))
            })
            // Where the system gives no more threads, the team is smaller; results do not depend on its size.
            .map_while(Result::ok)
            .collect();
        Workers { board, threads }
    }

    /// How many threads the team has, the caller's included.
    pub(crate) fn size(&self) -> usize {
        self.threads.len() + 1
    }

    /// Makes the shares `0..of`, one after the other, and calls `job` with each of them, as [`run`](Self::run) does.
    pub(crate) fn share_out<S: Send>(&mut self, of: usize, mut share: impl FnMut(usize) -> S, job: impl Fn(S) + Sync) {
        // Each share is behind a lock that nobody else takes: what hands it to another thread.
        let shares: [Mutex<Option<S>>; MOST_WORKERS] =
            core::array::from_fn(|worker| Mutex::new((worker < of).then(|| share(worker))));
        self.run(of, &|worker| {
            let share = shares[worker].lock().unwrap_or_else(PoisonError::into_inner).take();
            job(share.expect("there is a share for each worker that is called"));
        });
    }

    /// Calls `job(share)` for each share in `0..of`, on as many threads as there are, and waits for all. The caller takes
    /// part. It does not allocate.
    ///
    /// # Panics
    ///
    /// If a call panics, after all workers have finished.
    pub(crate) fn run(&mut self, of: usize, job: &(dyn Fn(usize) + Sync)) {
        let size = self.size();
        let job = &|worker: usize| (worker..of).step_by(size).for_each(job);
        if self.threads.is_empty() {
            return job(0);
        }
        let shared: &(dyn Fn(usize) + Sync) = job;
        // SAFETY: only the lifetime changes. No worker uses the job after it has counted itself out of `busy`, and this
        // function, whose `&mut self` allows no second job meanwhile, returns or unwinds only when `busy` is zero.
        let erased = Job(unsafe {
            core::mem::transmute::<*const (dyn Fn(usize) + Sync + '_), *const (dyn Fn(usize) + Sync)>(shared)
        });
        *self.board.job.lock().unwrap_or_else(PoisonError::into_inner) = Some(erased);
        self.board.busy.store(self.threads.len(), Ordering::Relaxed);
        self.board.round.fetch_add(1, Ordering::Release);
        for worker in &self.threads {
            worker.thread().unpark();
        }
        let own = catch_unwind(AssertUnwindSafe(|| job(0)));
        wait(|| self.board.busy.load(Ordering::Acquire) == 0, thread::yield_now);
        if let Err(panic) = own {
            resume_unwind(panic);
        }
        assert!(!self.board.panicked.swap(false, Ordering::Relaxed), "a worker of the training panicked");
    }
}

thread_local! {
    /// Whether other threads of the program have the other cores.
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

/// From now on, this thread gets no help unless a number of threads is asked for: others have the other cores.
pub(crate) fn work_alone() {
    ALONE.set(true);
}

/// How many threads work together on this thread's tasks if nothing is said: one for each core.
pub(crate) fn default_size() -> usize {
    if ALONE.get() { 1 } else { thread::available_parallelism().map_or(1, usize::from) }
}

/// Calls `work` with the team of the process, which has a thread for each core. The team is started if it is not there and
/// `start` says so. Gives `false`, without a call, if there is no team, if somebody else has it, or if this thread works alone.
pub(crate) fn with_team(start: bool, work: impl FnOnce(&mut Workers)) -> bool {
    if ALONE.get() {
        return false;
    }
    static TEAM: Mutex<Option<Workers>> = Mutex::new(None);
    let mut team = match TEAM.try_lock() {
        Ok(team) => team,
        // Work that panicked has left the team as it was.
        Err(TryLockError::Poisoned(team)) => team.into_inner(),
        Err(TryLockError::WouldBlock) => return false,
    };
    if team.is_none() && start {
        *team = Some(Workers::new(thread::available_parallelism().map_or(1, usize::from)));
    }
    match &mut *team {
        Some(workers) if workers.size() > 1 => {
            work(workers);
            true
        }
        _ => false,
    }
}

impl Board {
    /// What a worker does until the team is dropped.
    fn work(&self, worker: usize) {
        let mut done = 0;
        loop {
            wait(|| self.round.load(Ordering::Acquire) != done, thread::park);
            done += 1;
            if self.closed.load(Ordering::Relaxed) {
                return;
            }
            let Some(job) = *self.job.lock().unwrap_or_else(PoisonError::into_inner) else { continue };
            // SAFETY: `run` announced this job with the round that was just seen, and waits for `busy`, which counts this
            // worker until the line below; so the job is alive.
            let call = || unsafe { (*job.0)(worker) };
            if catch_unwind(AssertUnwindSafe(call)).is_err() {
                self.panicked.store(true, Ordering::Relaxed);
            }
            self.busy.fetch_sub(1, Ordering::Release);
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.board.closed.store(true, Ordering::Relaxed);
        self.board.round.fetch_add(1, Ordering::Release);
        for worker in self.threads.drain(..) {
            worker.thread().unpark();
            // A worker catches the panics of its jobs, so there is none to hand on.
            let _ = worker.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_worker_runs_every_job_once() {
        for size in [1, 2, 3, 5] {
            let mut workers = Workers::new(size);
            let counts: Vec<AtomicUsize> = (0..size).map(|_| AtomicUsize::new(0)).collect();
            for round in 1..=200 {
                workers.run(size, &|worker| {
                    counts[worker].fetch_add(1, Ordering::Relaxed);
                });
                assert!(counts.iter().all(|count| count.load(Ordering::Relaxed) == round));
            }
        }
    }

    #[test]
    fn a_worker_that_slept_wakes_up() {
        let mut workers = Workers::new(2);
        let sum = AtomicUsize::new(0);
        for _ in 0..3 {
            thread::sleep(Duration::from_millis(20));
            workers.run(2, &|worker| {
                sum.fetch_add(worker + 1, Ordering::Relaxed);
            });
        }
        assert_eq!(sum.into_inner(), 9);
    }

    #[test]
    fn a_panic_reaches_the_caller_and_the_team_goes_on() {
        let mut workers = Workers::new(2);
        for culprit in 0..2 {
            let caught =
                catch_unwind(AssertUnwindSafe(|| workers.run(2, &|worker| assert_ne!(worker, culprit, "on purpose"))));
            assert!(caught.is_err());
        }
        workers.run(2, &|_| {});
    }

    #[test]
    fn a_thread_that_works_alone_gets_no_help() {
        let alone = thread::spawn(|| {
            work_alone();
            (default_size(), with_team(true, |_| unreachable!("nobody helps")))
        });
        assert_eq!(alone.join().expect("no panic"), (1, false));
        assert_eq!(default_size(), thread::available_parallelism().map_or(1, usize::from));
    }
}
