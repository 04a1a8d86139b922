//! Reads checkpoints. All of a file is read and checked before anything changes.

use std::fs::File;
use std::path::Path;

use super::super::Memory;
use super::super::session::{Progress, Session};
use super::super::snapshot::{Snapshot, Values};
use super::written::{Exact, VERSION, Written, history, scores};
use super::{MEMORY, TEXT, name_of_snapshot, shares};
use crate::Error;
use crate::file::TensorFile;
use crate::optimizer::Step;
use crate::plan::Plan;

/// What a file has of a network and its optimizer.
struct Numbers {
    parameters: Vec<Values>,
    memory: [Values; 3],
}

impl Session<'_> {
    /// Goes on from a checkpoint.
    pub(super) fn resume(&mut self, path: &Path) -> Result<(), Error> {
        let mut file = TensorFile::open(path)?;
        let plan = self.learner.plan();
        let written = self.check(&file)?;
        let numbers = numbers(&mut file, &plan, &written)?;
        let names = self.names_of_callbacks();
        let mut memories = Vec::with_capacity(names.len());
        for name in &names {
            memories.push(memory(&mut file, &plan, &written, name)?);
        }
        if written.batch > 0 {
            self.restore_metrics(path, &written)?;
        }
        self.restore_rate(path, &written)?;
        self.restore_numbers(&written, &numbers);
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
        let (batches, _) = self.learner.size();
        if let Some((name, count)) = written.impossible(batches) {
            return Err(no_checkpoint(format!("it says that `{name}` is {count}, which cannot be")));
        }
        for (name, value) in &self.identity() {
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
        let (_, slots) = self.learner.optimizer();
        if ![0, slots].contains(&written.optimizer.slots) {
            let was = written.optimizer.slots;
            return Err(no_checkpoint(format!(
                "its optimizer keeps {was} numbers for each parameter, but this one {slots}"
            )));
        }
        Ok(written)
    }

    fn restore_metrics(&mut self, path: &Path, written: &Written) -> Result<(), Error> {
        self.learner.reset_metrics();
        let (mut saved, mut fits) = (written.metrics.iter(), true);
        self.learner.states(&mut |name, state| match (saved.next(), state) {
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
    fn restore_rate(&mut self, path: &Path, written: &Written) -> Result<(), Error> {
        let mut step = Step::new(written.optimizer.steps + 1);
        step.update = written.optimizer.updates + 1;
        let (Exact(was), is) = (written.learning_rate, self.learner.learning_rate(step));
        if is.to_bits() == was.to_bits() {
            return Ok(());
        }
        self.learner.set_learning_rate(was).map_err(|error| Error::Checkpoint {
            path: path.to_path_buf(),
            reason: format!("its learning rate was {was}, but is {is}: {error}"),
        })
    }

    fn restore_numbers(&mut self, written: &Written, numbers: &Numbers) {
        let mut parameters = self.learner.parameters_mut();
        for values in &numbers.parameters {
            let fits = values.write(parameters.cut(values.len()));
            debug_assert!(fits, "the tensors have been compared with the plan");
        }
        let lens = [0, 1, 2].map(|part| numbers.memory[part].len());
        let parts = self.learner.restore(written.optimizer, lens);
        for (values, part) in numbers.memory.iter().zip(parts) {
            let fits = values.write(part);
            debug_assert!(fits, "there is room for as many numbers of this type");
        }
    }
}

/// The numbers of the network and the optimizer.
fn numbers(file: &mut TensorFile<File>, plan: &Plan, written: &Written) -> Result<Numbers, Error> {
    let mut parameters = Vec::with_capacity(plan.tensors.len());
    for tensor in plan.tensors {
        parameters.push(read(file, plan, tensor.name, tensor.shape)?);
    }
    let mut part = |name, share: usize| match share {
        0 => Ok(Values::zeros(plan.element, 0)),
        share => read(file, plan, name, &[share * plan.parameters(true)]),
    };
    let ([memory, waiting, average], shares) = (MEMORY, shares(&written.optimizer));
    Ok(Numbers { parameters, memory: [part(memory, shares[0])?, part(waiting, shares[1])?, part(average, shares[2])?] })
}

/// What a callback remembered, if the file has it.
fn memory(file: &mut TensorFile<File>, plan: &Plan, written: &Written, name: &str) -> Result<Option<Memory>, Error> {
    let Some(of_callback) = written.callbacks.get(name) else { return Ok(None) };
    let mut memory = Memory::default();
    of_callback.numbers.iter().for_each(|(name, &Exact(number))| memory.set(name, number));
    for snapshot in &of_callback.snapshots {
        let values = read(file, plan, &name_of_snapshot(name, snapshot), &[plan.parameters(true)])?;
        memory.set_snapshot(snapshot, Snapshot { plan: *plan, values });
    }
    Ok(Some(memory))
}

/// A tensor of the network's numbers.
fn read(file: &mut TensorFile<File>, plan: &Plan, name: &str, shape: &[usize]) -> Result<Values, Error> {
    let found = file.tensor(name).map(|info| (info.dtype.to_string().to_lowercase(), info.shape.clone()));
    if found != Some((plan.element.to_string(), shape.to_vec())) {
        let found = found.map_or("lacks it".to_string(), |(dtype, shape)| format!("has {shape:?} of {dtype}"));
        let element = plan.element;
        return Err(Error::Checkpoint {
            path: file.path().to_path_buf(),
            reason: format!(
                "it is of another network: tensor `{name}` is {shape:?} of {element}, but the file {found}"
            ),
        });
    }
    let mut values = Values::zeros(plan.element, shape.iter().product());
    match &mut values {
        Values::F32(values) => file.read(name, values)?,
        Values::F64(values) => file.read(name, values)?,
    }
    Ok(values)
}
