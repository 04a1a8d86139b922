//! Writes checkpoints.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::Memory;
use super::super::session::Session;
use super::super::snapshot::Values;
use super::written::{Exact, OfCallback, VERSION, Written, figures};
use super::{MEMORY, TEXT, name_of_snapshot, shares};
use crate::Error;
use crate::file::Tensors;
use crate::storage::Typed;

impl Session<'_> {
    /// Writes a checkpoint.
    pub(super) fn back_up(&mut self, path: &Path) -> Result<(), Error> {
        let metrics = self.states_of_metrics(path)?;
        let names = self.names_of_callbacks();
        let memories: Vec<Memory> = self.callbacks.iter().map(|callback| callback.memory()).collect();
        let callbacks = names.iter().zip(&memories).map(|(name, memory)| (name.clone(), of_callback(memory))).collect();
        let (progress, learner) = (&self.progress, &*self.learner);
        let written = Written {
            version: VERSION,
            run: self.identity(),
            epoch: progress.epoch,
            batch: progress.batch,
            loss: Exact(progress.loss),
            seen: progress.seen,
            stop: progress.stop,
            scores: figures(&progress.scores),
            history: progress.history.epochs().iter().map(figures).collect(),
            metrics,
            callbacks,
            learning_rate: Exact(learner.learning_rate(learner.next_step())),
            optimizer: learner.counters(),
        };
        let mut file = Tensors::new();
        let text = serde_json::to_string(&written).unwrap_or_else(|_| unreachable!("texts and numbers are JSON"));
        file.text(TEXT, text);
        let mut start = 0;
        for tensor in learner.plan().tensors {
            add(&mut file, tensor.name, tensor.shape, learner.parameters(), start);
            start += tensor.len();
        }
        let parts = MEMORY.into_iter().zip(shares(&written.optimizer)).zip(learner.memory());
        for ((name, share), values) in parts.filter(|((_, share), _)| *share > 0) {
            add(&mut file, name, &[share * start], values, 0);
        }
        for (callback, memory) in names.iter().zip(&memories) {
            for (name, snapshot) in &memory.snapshots {
                let values = match &snapshot.values {
                    Values::F32(values) => Typed::F32(values),
                    Values::F64(values) => Typed::F64(values),
                };
                add(&mut file, &name_of_snapshot(callback, name), &[start], values, 0);
            }
        }
        file.save(path)
    }

    /// What a run must have in common with this one to go on from it.
    pub(super) fn identity(&self) -> BTreeMap<String, String> {
        let settings = self.settings;
        let steps_per_epoch = settings.steps_per_epoch.map_or("as many as there are".to_string(), |n| n.to_string());
        let shuffle = if settings.shuffle { "on" } else { "off" };
        let (optimizer, _) = self.learner.optimizer();
        let optimizer = optimizer.split('<').next().unwrap_or_default();
        let optimizer = optimizer.rsplit("::").next().unwrap_or_default();
        let (_, samples) = self.learner.size();
        [
            ("optimizer", optimizer.to_string()),
            ("seed", settings.seed.to_string()),
            ("batch_size", settings.batch_size.to_string()),
            ("steps_per_epoch", steps_per_epoch),
            ("shuffle", shuffle.to_string()),
            ("samples", samples.to_string()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// What the metrics have gathered, if the epoch is not over.
    fn states_of_metrics(&mut self, path: &Path) -> Result<Vec<(String, Vec<Exact>)>, Error> {
        let (mut states, mut silent) = (Vec::new(), None);
        if self.progress.batch > 0 {
            self.learner.states(&mut |name, state| match state {
                Some(numbers) => {
                    states.push((name.to_string(), numbers.iter().map(|number| Exact(**number)).collect()))
                }
                None => silent = Some(name.to_string()),
            });
        }
        match silent {
            None => Ok(states),
            Some(metric) => Err(Error::Checkpoint {
                path: path.to_path_buf(),
                reason: format!(
                    "the metric `{metric}` does not show what it has gathered (`Metric::state`), so a run can only go on from \
                     the end of an epoch"
                ),
            }),
        }
    }
}

fn of_callback(memory: &Memory) -> OfCallback {
    OfCallback {
        numbers: memory.numbers.iter().map(|(name, &number)| (name.clone(), Exact(number))).collect(),
        snapshots: memory.snapshots.keys().cloned().collect(),
    }
}

/// Adds a tensor whose values begin at `start`.
fn add<'a>(file: &mut Tensors<'a>, name: &str, shape: &[usize], values: Typed<'a>, start: usize) {
    let len = shape.iter().product::<usize>();
    match values {
        Typed::F32(values) => file.tensor(name, shape, &values[start..][..len]),
        Typed::F64(values) => file.tensor(name, shape, &values[start..][..len]),
    }
}
