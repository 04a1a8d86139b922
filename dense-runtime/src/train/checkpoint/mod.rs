//! A run in a file, from which it can go on with the same bits.
//!
//! The file has the tensors of the network under their names, so that other readers of networks can use it, the optimizer's memory
//! and what callbacks keep of the network as tensors under names that no layer has, and all else as a text (`written.rs`).

mod read;
mod write;
mod written;

use super::session::Session;
use crate::Error;
use crate::data::Target;
use crate::metric::Metrics;
use crate::network::Network;
use crate::optimizer::Optimizer;

/// The key of the text.
const TEXT: &str = "dense.checkpoint";
/// Where the optimizer's memory is, slot behind slot.
const MEMORY: &str = "checkpoint/memory";
/// Where the sum of gradients is that wait for an update.
const WAITING: &str = "checkpoint/waiting";
/// Where the moving averages of the parameters are.
const AVERAGE: &str = "checkpoint/average";

/// Where a callback's parameters of the network are.
fn name_of_snapshot(callback: &str, snapshot: &str) -> String {
    format!("checkpoint/{callback}/{snapshot}")
}

impl<N: Network, O: Optimizer, L, M, V> Session<'_, N, O, L, M, V> {
    /// Writes a checkpoint, if a callback wants one.
    pub(super) fn back_up_if_asked<Y: Target>(&mut self) -> Result<(), Error>
    where
        M: Metrics<N::Output, Y>,
    {
        match self.requests.back_up.take() {
            Some(path) => self.back_up::<Y>(&path),
            None => Ok(()),
        }
    }

    /// Goes on from a checkpoint, if a callback wants that.
    pub(super) fn resume_if_asked<Y: Target>(&mut self) -> Result<(), Error>
    where
        M: Metrics<N::Output, Y>,
    {
        match self.requests.resume.take() {
            Some(path) => self.resume::<Y>(&path),
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
