//! Where trials wait for each other.

use std::any::Any;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::Error;

/// What a task, a trial on one of the parts, tells the search.
pub(super) enum Event {
    /// It has completed a rung, and waits.
    Reported { task: usize, score: f64 },
    /// It is at its end.
    Finished { task: usize, result: Result<f64, Error>, time: Duration, reports: bool },
    /// The objective panicked.
    Panicked(Box<dyn Any + Send>),
}

/// Where a task waits for the others after each rung but the last.
pub(super) struct Gate {
    task: usize,
    /// The epochs at which it waits.
    rungs: Arc<[usize]>,
    state: Mutex<State>,
}

struct State {
    events: Sender<Event>,
    decisions: Receiver<bool>,
    /// The next rung.
    next: usize,
    /// Whether it was told to end.
    ended: bool,
    /// Whether it reports at all.
    reports: bool,
    waited: Duration,
}

impl Gate {
    pub(super) fn new(task: usize, rungs: Arc<[usize]>, events: Sender<Event>, decisions: Receiver<bool>) -> Gate {
        let waited = Duration::ZERO;
        Gate {
            task,
            rungs,
            state: Mutex::new(State { events, decisions, next: 0, ended: false, reports: false, waited }),
        }
    }

    /// Whether to go on, which others may have to be waited for.
    pub(super) fn report(&self, epochs: usize, score: f64) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.reports = true;
        while !state.ended && self.rungs.get(state.next).is_some_and(|&rung| epochs >= rung) {
            state.next += 1;
            let since = Instant::now();
            // Where nobody listens any more, the search has ended with a panic.
            let sent = state.events.send(Event::Reported { task: self.task, score });
            state.ended = sent.is_err() || !state.decisions.recv().unwrap_or(false);
            state.waited += since.elapsed();
        }
        !state.ended
    }

    /// Whether a report after so many epochs completes a rung.
    pub(super) fn counts(&self, epochs: usize) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.ended || self.rungs.get(state.next).is_some_and(|&rung| epochs >= rung)
    }

    /// Says that there will be reports, as far as training goes.
    pub(super) fn expect_reports(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).reports = true;
    }

    /// Says how the task ended, which began at this time.
    pub(super) fn finish(&self, result: Result<f64, Error>, began: Instant) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let time = began.elapsed().saturating_sub(state.waited);
        let event = Event::Finished { task: self.task, result, time, reports: state.reports };
        // Where nobody listens any more, the search has ended with a panic.
        let _ = state.events.send(event);
    }

    /// Hands a panic of the objective on.
    pub(super) fn panicked(&self, panic: Box<dyn Any + Send>) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = state.events.send(Event::Panicked(panic));
    }
}
