//! Writes checkpoints.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::Memory;
use super::super::session::Session;
use super::super::snapshot::Values;
use super::written::{Exact, OfCallback, OfOptimizer, VERSION, Written, figures};
use super::{AVERAGE, MEMORY, TEXT, WAITING, name_of_snapshot};
use crate::Error;
use crate::data::Target;
use crate::file::Tensors;
use crate::metric::Metrics;
use crate::network::Network;
use crate::optimizer::Optimizer;

impl<N: Network, O: Optimizer, L, M, V> Session<'_, N, O, L, M, V> {
    /// Writes a checkpoint.
    pub(super) fn back_up<Y: Target>(&mut self, path: &Path) -> Result<(), Error>
    where
        M: Metrics<N::Output, Y>,
    {
        let metrics = self.states_of_metrics::<Y>(path)?;
        let names = self.names_of_callbacks();
        let memories: Vec<Memory> = self.callbacks.iter().map(|callback| callback.memory()).collect();
        let callbacks = names.iter().zip(&memories).map(|(name, memory)| (name.clone(), of_callback(memory))).collect();
        let progress = &self.progress;
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
            optimizer: self.of_optimizer(),
        };
        let mut file = Tensors::new();
        let text = serde_json::to_string(&written).unwrap_or_else(|_| unreachable!("texts and numbers are JSON"));
        file.text(TEXT, text);
        for tensor in self.network.tensors() {
            file.tensor(tensor.name(), tensor.shape(), tensor.values());
        }
        let workspace = &*self.workspace;
        let parts = [
            (MEMORY, workspace.slots > 0, &workspace.state),
            (WAITING, workspace.waiting_steps > 0, &workspace.waiting),
            (AVERAGE, workspace.average_of > 0, &workspace.average),
        ];
        for (name, _, buffer) in parts.into_iter().filter(|(_, in_use, _)| *in_use) {
            file.tensor(name, &[buffer.as_slice().len()], buffer.as_slice());
        }
        for (callback, memory) in names.iter().zip(&memories) {
            for (name, snapshot) in &memory.snapshots {
                let (name, shape) = (name_of_snapshot(callback, name), [N::PARAMETERS]);
                match &snapshot.values {
                    Values::F32(values) => file.tensor(name, &shape, values),
                    Values::F64(values) => file.tensor(name, &shape, values),
                }
            }
        }
        file.save(path)
    }

    /// What a run must have in common with this one to go on from it.
    pub(super) fn identity(&self) -> BTreeMap<String, String> {
        let settings = &self.trainer.settings;
        let steps_per_epoch = settings.steps_per_epoch.map_or("as many as there are".to_string(), |n| n.to_string());
        let shuffle = if settings.shuffle { "on" } else { "off" };
        let optimizer = core::any::type_name::<O>().split('<').next().unwrap_or_default();
        let optimizer = optimizer.rsplit("::").next().unwrap_or_default();
        [
            ("optimizer", optimizer.to_string()),
            ("seed", settings.seed.to_string()),
            ("batch_size", settings.batch_size.to_string()),
            ("steps_per_epoch", steps_per_epoch),
            ("shuffle", shuffle.to_string()),
            ("samples", self.samples.to_string()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    fn of_optimizer(&self) -> OfOptimizer {
        let workspace = &*self.workspace;
        OfOptimizer {
            learning_rate: Exact(self.trainer.optimizer.learning_rate(workspace.next_step())),
            steps: workspace.steps,
            updates: workspace.updates,
            slots: workspace.slots,
            moderate: workspace.moderate,
            waiting_steps: workspace.waiting_steps,
            average_of: workspace.average_of,
        }
    }

    /// What the metrics have gathered, if the epoch is not over.
    fn states_of_metrics<Y: Target>(&mut self, path: &Path) -> Result<Vec<(String, Vec<Exact>)>, Error>
    where
        M: Metrics<N::Output, Y>,
    {
        let (mut states, mut silent) = (Vec::new(), None);
        if self.progress.batch > 0 {
            self.trainer.metrics.states(&mut |name, state| match state {
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
