//! Threads for the tasks of a search: one for each task while it lasts, of which only some work at a time.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, Scope};
use std::time::Instant;

use super::course::{Course, Step};
use super::gate::{Event, Gate};
use super::{Outcome, Trial};
use crate::Error;
use crate::kernels::workers;

/// Runs all tasks, so many at a time. The caller's thread decides what comes next, and shows the outcomes.
///
/// # Panics
///
/// If the objective panics, with its panic. Tasks that wait are told to end before, and none is begun.
pub(super) fn run<P: Sync>(
    mut course: Course,
    parts: &[P],
    threads: usize,
    objective: &(impl Fn(&Trial, &P) -> Result<f64, Error> + Sync),
    show: &mut dyn FnMut(Outcome),
) {
    let gates: Arc<[usize]> = course.gates().into();
    let panicked = thread::scope(|scope| {
        // What is here ends with this closure: then the tasks that wait hear nothing any more, and end.
        let (sender, events) = mpsc::channel();
        let mut decisions: Vec<Option<Sender<bool>>> = Vec::new();
        let mut working = 0;
        loop {
            while working < threads
                && let Some(step) = course.next()
            {
                let begun = match step {
                    Step::Resume { task, go_on } => {
                        // It listens, because it waits.
                        decisions[task].as_ref().is_some_and(|decision| decision.send(go_on).is_ok())
                    }
                    Step::Begin { task } => {
                        let (decision, hears) = mpsc::channel();
                        decisions.resize(decisions.len().max(task + 1), None);
                        decisions[task] = Some(decision);
                        let (trial, part) = course.of(task);
                        let gate = Arc::new(Gate::new(task, Arc::clone(&gates), sender.clone(), hears));
                        let trial = trial.at(part, Arc::clone(&gate));
                        spawn(scope, trial, gate, &parts[part], threads > 1, objective)
                    }
                };
                match step {
                    _ if begun => working += 1,
                    // The system gives no more threads: later, when others have ended.
                    Step::Begin { .. } if working > 0 => {
                        course.ready.push_front(step);
                        break;
                    }
                    Step::Begin { task } | Step::Resume { task, .. } => {
                        let expected = "no more than the system has for tasks that work or wait";
                        let value = (task + 1) as f64;
                        course.finished(task, Err(Error::Setting { name: "threads", value, expected }), 0.0);
                    }
                }
            }
            course.outcomes().into_iter().for_each(&mut *show);
            if working == 0 {
                return None;
            }
            working -= 1;
            match events.recv().expect("this thread has a sender, too") {
                Event::Reported { task, score } => course.reported(task, score),
                Event::Finished { task, mut result, time, reports } => {
                    if course.has_gates() && !reports && result.is_ok() {
                        result = Err(Error::Unreported);
                    }
                    decisions[task] = None;
                    course.finished(task, result, time.as_secs_f64());
                }
                Event::Panicked(panic) => return Some(panic),
            }
        }
    });
    if let Some(panic) = panicked {
        resume_unwind(panic);
    }
}

/// Begins a task on a thread of its own. Whether there is one.
fn spawn<'scope, P: Sync>(
    scope: &'scope Scope<'scope, '_>,
    trial: Trial,
    gate: Arc<Gate>,
    part: &'scope P,
    alone: bool,
    objective: &'scope (impl Fn(&Trial, &P) -> Result<f64, Error> + Sync),
) -> bool {
    let name = format!("trial-{}", trial.number());
    let work = move || {
        if alone {
            workers::work_alone();
        }
        let began = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| objective(&trial, part))) {
            Ok(result) => gate.finish(result, began),
            Err(panic) => gate.panicked(panic),
        }
    };
    thread::Builder::new().name(name).spawn_scoped(scope, work).is_ok()
}
