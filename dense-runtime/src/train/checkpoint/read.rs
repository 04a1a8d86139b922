//! Reads checkpoints. All of a file is read and checked before anything changes.

use std::fs::File;
use std::path::Path;

use super::super::session::{Progress, Session};
use super::super::snapshot::Snapshot;
use super::super::{Memory, TrainingWorkspace};
use super::written::{Exact, OfOptimizer, VERSION, Written, history, scores};
use super::{AVERAGE, MEMORY, TEXT, WAITING, name_of_snapshot};
use crate::data::Target;
use crate::file::TensorFile;
use crate::metric::Metrics;
use crate::network::Network;
use crate::optimizer::{Optimizer, Step};
use crate::storage::Buffer;
use crate::{Element, Error};

/// What a file has of a workspace and a network.
struct Numbers<T> {
    parameters: Vec<T>,
    memory: Vec<T>,
    waiting: Vec<T>,
    average: Vec<T>,
}

impl<N: Network, O: Optimizer, L, M, V> Session<'_, N, O, L, M, V> {
    /// Goes on from a checkpoint.
    pub(super) fn resume<Y: Target>(&mut self, path: &Path) -> Result<(), Error>
    where
        M: Metrics<N::Output, Y>,
    {
        let mut file = TensorFile::open(path)?;
        let written = self.check(&file)?;
        let numbers = numbers::<N>(&mut file, &written.optimizer)?;
        let names = self.names_of_callbacks();
        let mut memories = Vec::with_capacity(names.len());
        for name in &names {
            memories.push(memory::<N>(&mut file, &written, name)?);
        }
        if written.batch > 0 {
            self.restore_metrics::<Y>(path, &written)?;
        }
        self.restore_rate(path, &written.optimizer)?;
        self.network.parameters_mut().copy_from_slice(&numbers.parameters);
        restore_workspace(self.workspace, &written.optimizer, &numbers);
        self.progress = Progress {
            epoch: written.epoch,
            batch: written.batch,
            loss: written.loss.0,
            seen: written.seen,
            scores: scores(written.scores),
            history: history(written.history),
            stop: written.stop,
        };
        for (callback, memory) in self.callbacks.iter_mut().zip(memories) {
            if let Some(memory) = memory {
                callback.remember(&memory)?;
            }
        }
        Ok(())
    }

    /// The text of a checkpoint, if it is that of a run like this one.
    fn check(&self, file: &TensorFile<File>) -> Result<Written, Error> {
        let path = file.path();
        let no_checkpoint = |reason: String| Error::Checkpoint { path: path.to_path_buf(), reason };
        let text = file.text(TEXT).ok_or_else(|| no_checkpoint("the file holds no training run".to_string()))?;
        let written: Written =
            serde_json::from_str(text).map_err(|error| no_checkpoint(format!("it cannot be read: {error}")))?;
        if written.version != VERSION {
            let version = written.version;
            return Err(no_checkpoint(format!("it is of version {version}; this library reads version {VERSION}")));
        }
        if let Some((name, count)) = written.impossible(self.batches) {
            return Err(no_checkpoint(format!("it says that `{name}` is {count}, which cannot be")));
        }
        let now = self.identity();
        for (name, value) in &now {
            let was = written.run.get(name).map_or("nothing", |was| was);
            // Streams come to know how many samples they have.
            let is_unknown = name == "samples" && (was == "0" || value == "0");
            if was != value && !is_unknown {
                return Err(no_checkpoint(format!(
                    "it is of another run: `{name}` was {was} and is {value}; take the settings of that run, or remove the file to \
                     begin anew"
                )));
            }
        }
        let slots = self.trainer.optimizer.slots();
        if ![0, slots].contains(&written.optimizer.slots) {
            let was = written.optimizer.slots;
            return Err(no_checkpoint(format!(
                "its optimizer keeps {was} numbers for each parameter, but this one {slots}"
            )));
        }
        Ok(written)
    }

    fn restore_metrics<Y: Target>(&mut self, path: &Path, written: &Written) -> Result<(), Error>
    where
        M: Metrics<N::Output, Y>,
    {
        self.trainer.metrics.reset();
        let (mut saved, mut fits) = (written.metrics.iter(), true);
        self.trainer.metrics.states(&mut |name, state| match (saved.next(), state) {
            (Some((was, values)), Some(numbers)) if was == name && values.len() == numbers.len() => {
                numbers.into_iter().zip(values).for_each(|(number, &Exact(value))| *number = value);
            }
            _ => fits = false,
        });
        if fits && saved.next().is_none() {
            return Ok(());
        }
        let was: Vec<&str> = written.metrics.iter().map(|(name, _)| name.as_str()).collect();
        let reason =
            format!("it was written in the middle of an epoch, with the metrics {was:?}; give the trainer the same");
        Err(Error::Checkpoint { path: path.to_path_buf(), reason })
    }

    /// The rate that callbacks had set. A schedule gives the one of the step by itself.
    fn restore_rate(&mut self, path: &Path, written: &OfOptimizer) -> Result<(), Error> {
        let optimizer = &mut self.trainer.optimizer;
        let mut step = Step::new(written.steps.saturating_add(1));
        step.update = written.updates.saturating_add(1);
        let Exact(rate) = written.learning_rate;
        if optimizer.learning_rate(step).to_bits() == rate.to_bits() {
            return Ok(());
        }
        let no_checkpoint = |reason: String| Error::Checkpoint { path: path.to_path_buf(), reason };
        optimizer.set_learning_rate(rate).map_err(|_| {
            no_checkpoint(format!(
                "its learning rate was {rate}, but the schedule says {}",
                optimizer.learning_rate(step)
            ))
        })
    }
}

/// The numbers of the network and the optimizer.
fn numbers<N: Network>(file: &mut TensorFile<File>, written: &OfOptimizer) -> Result<Numbers<N::Element>, Error> {
    let mut parameters = Vec::with_capacity(N::PARAMETERS);
    for tensor in N::PLAN.tensors {
        parameters.extend(read::<N>(file, tensor.name, tensor.shape)?);
    }
    let mut part = |name, wanted: bool, times: usize| match wanted {
        true => read::<N>(file, name, &[times * N::PARAMETERS]),
        false => Ok(Vec::new()),
    };
    Ok(Numbers {
        parameters,
        memory: part(MEMORY, written.slots > 0, written.slots)?,
        waiting: part(WAITING, written.waiting_steps > 0, 1)?,
        average: part(AVERAGE, written.average_of > 0, 1)?,
    })
}

fn restore_workspace<N: Network>(
    workspace: &mut TrainingWorkspace<N>,
    written: &OfOptimizer,
    numbers: &Numbers<N::Element>,
) {
    let fill = |buffer: &mut Buffer<N::Element>, numbers: &[N::Element]| {
        buffer.reserve(numbers.len());
        buffer.as_mut_slice().copy_from_slice(numbers);
    };
    fill(&mut workspace.state, &numbers.memory);
    fill(&mut workspace.waiting, &numbers.waiting);
    fill(&mut workspace.average, &numbers.average);
    workspace.slots = written.slots;
    workspace.moderate = written.moderate;
    workspace.steps = written.steps;
    workspace.updates = written.updates;
    workspace.waiting_steps = written.waiting_steps;
    workspace.average_of = written.average_of;
}

/// What a callback remembered, if the file has it.
fn memory<N: Network>(file: &mut TensorFile<File>, written: &Written, name: &str) -> Result<Option<Memory>, Error> {
    let Some(of_callback) = written.callbacks.get(name) else { return Ok(None) };
    let mut memory = Memory::default();
    of_callback.numbers.iter().for_each(|(name, &Exact(number))| memory.set(name, number));
    for snapshot in &of_callback.snapshots {
        let values = read::<N>(file, &name_of_snapshot(name, snapshot), &[N::PARAMETERS])?;
        memory.set_snapshot(snapshot, Snapshot { plan: N::PLAN, values: N::Element::typed(&values).into() });
    }
    Ok(Some(memory))
}

/// A tensor of the network's numbers.
fn read<N: Network>(file: &mut TensorFile<File>, name: &str, shape: &[usize]) -> Result<Vec<N::Element>, Error> {
    let (dtype, _) = <N::Element as Element>::NAMES;
    let found = file.tensor(name).map(|info| (info.dtype.to_string().to_lowercase(), info.shape.clone()));
    if found != Some((dtype.to_string(), shape.to_vec())) {
        let found = found.map_or("lacks it".to_string(), |(dtype, shape)| format!("has {shape:?} of {dtype}"));
        return Err(Error::Checkpoint {
            path: file.path().to_path_buf(),
            reason: format!("it is of another network: tensor `{name}` is {shape:?} of {dtype}, but the file {found}"),
        });
    }
    let mut values = vec![num_traits::Zero::zero(); shape.iter().product()];
    file.read(name, &mut values)?;
    Ok(values)
}
