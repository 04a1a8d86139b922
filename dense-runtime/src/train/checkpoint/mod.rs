//! A run in a file, from which it can go on with the same bits.
//!
//! The file has the tensors of the network under their names, so that other readers of networks can use it, the optimizer's memory
//! and what callbacks keep of the network as tensors under names that no layer has, and all else as a text (`written.rs`).

mod read;
mod write;
mod written;

use super::session::Session;
use super::workspace::Counters;
use crate::Error;

/// The key of the text.
const TEXT: &str = "dense.checkpoint";
/// Where the optimizer's memory is, slot behind slot; the sum of gradients that wait for an update; the moving averages of the
/// parameters.
const MEMORY: [&str; 3] = ["checkpoint/memory", "checkpoint/waiting", "checkpoint/average"];

/// How many numbers each of these has for each parameter.
fn shares(counters: &Counters) -> [usize; 3] {
    [counters.slots, usize::from(counters.waiting_steps > 0), usize::from(counters.average_of > 0)]
}

/// Where a callback's parameters of the network are.
fn name_of_snapshot(callback: &str, snapshot: &str) -> String {
    format!("checkpoint/{callback}/{snapshot}")
}

impl Session<'_> {
    /// Writes a checkpoint, if a callback wants one. An interruption is no part of the run: what it cut short is done again.
    pub(super) fn back_up_if_asked(&mut self) -> Result<(), Error> {
        match self.requests.back_up.take().filter(|_| !self.is_interrupted) {
            Some(path) => self.back_up(&path),
            None => Ok(()),
        }
    }

    /// Goes on from a checkpoint, if a callback wants that.
    pub(super) fn resume_if_asked(&mut self) -> Result<(), Error> {
        match self.requests.resume.take() {
            Some(path) => self.resume(&path),
            None => Ok(()),
        }
    }

    /// The names by which the memories of the callbacks are found again, one for each.
    fn names_of_callbacks(&self) -> Vec<String> {
        let names: Vec<&str> = self.callbacks.iter().map(|callback| callback.name()).collect();
        let count = |at: usize| names[..at].iter().filter(|name| **name == names[at]).count();
        (0..names.len()).map(|at| format!("{}#{}", names[at], count(at))).collect()
    }
}
