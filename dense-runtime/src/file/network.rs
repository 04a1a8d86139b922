//! A network as a file of its tensors, and back.

use std::fmt::Write;
use std::io::{Read, Seek};
use std::path::Path;

use safetensors::tensor::TensorInfo;
use serde::{Serialize, de::DeserializeOwned};

use super::tensors::{FORMAT, TensorFile, Tensors, dtype};
use super::{TensorProblem, finite};
use crate::kernels::AllFinite;
use crate::network::Network;
use crate::plan::{Plan, TensorPlan};
use crate::storage::Bits;
use crate::{Element, Error};

/// The keys of the texts beside the tensors.
const KIND: &str = "format";
const VERSION: &str = "version";
const NETWORK: &str = "network";
const VALUE: &str = "value";

/// What `KIND` and `VERSION` are.
const DENSE: &str = "dense";
const CURRENT: u32 = 1;

/// The file of a network: its tensors in the order in which they lie in memory, so that `include_weights!` finds them so.
pub(crate) fn tensors<N: Network>(network: &N) -> Tensors<'_> {
    let mut file = Tensors::new();
    file.text(KIND, DENSE);
    file.text(VERSION, CURRENT.to_string());
    file.text(NETWORK, signature(&N::PLAN));
    for tensor in network.tensors() {
        file.tensor(tensor.name(), tensor.shape(), tensor.values());
    }
    file
}

/// Writes the same with a value beside the network.
pub(crate) fn save_with<N: Network, T: Serialize + ?Sized>(network: &N, path: &Path, value: &T) -> Result<(), Error> {
    let unwritable = |reason: String| Error::Value { path: path.to_path_buf(), action: "write", reason };
    finite::check(value).map_err(|error| unwritable(error.to_string()))?;
    let json = serde_json::to_string(value).map_err(|error| unwritable(error.to_string()))?;
    let mut file = tensors(network);
    file.text(VALUE, json);
    file.save(path)
}

/// A network's layers as a text, for whoever looks into the file.
fn signature(plan: &Plan) -> String {
    let mut text = format!("{}: {} {:?}", plan.name, plan.element, plan.input);
    for layer in plan.layers {
        let _ = write!(text, " -> {}: {} {:?}", layer.name, layer.kind, layer.output);
        if !layer.inference.is_empty() {
            let _ = write!(text, " ({})", layer.inference);
        }
    }
    text
}

pub(crate) fn load<N: Network>(path: &Path) -> Result<Box<N>, Error> {
    read(&mut TensorFile::open(path)?)
}

pub(crate) fn from_bytes<N: Network>(bytes: &[u8]) -> Result<Box<N>, Error> {
    read(&mut TensorFile::from_bytes(bytes)?)
}

pub(crate) fn load_with<N: Network, T: DeserializeOwned>(path: &Path) -> Result<(Box<N>, T), Error> {
    let mut file = TensorFile::open(path)?;
    let network = read(&mut file)?;
    let unreadable = |reason: String| Error::Value { path: path.to_path_buf(), action: "read", reason };
    let json = file.text(VALUE).ok_or_else(|| unreadable("the file has none".to_owned()))?;
    let value = serde_json::from_str(json).map_err(|error| unreadable(error.to_string()))?;
    Ok((network, value))
}

/// Reads the network that a file holds, the whole of it and nothing else.
pub(super) fn read<N: Network>(file: &mut TensorFile<impl Read + Seek>) -> Result<Box<N>, Error> {
    check_version(file)?;
    let mut problems = Vec::new();
    for tensor in N::PLAN.tensors {
        match file.tensor(tensor.name) {
            Some(info) => problems.extend(differences::<N::Element>(tensor, info)),
            None => {
                let (name, shape) = (tensor.name.to_owned(), tensor.shape.to_vec());
                problems.push(TensorProblem::Missing { name, shape });
            }
        }
    }
    let unexpected = file.tensors().filter(|(name, _)| N::PLAN.tensors.iter().all(|tensor| tensor.name != *name));
    let unexpected = unexpected
        .map(|(name, info)| TensorProblem::Unexpected { name: name.to_owned(), shape: info.shape.clone() })
        .collect::<Vec<_>>();
    problems.extend(unexpected);
    refuse::<N>(file, problems)?;

    let mut network = N::zeroed();
    let mut rest = network.parameters_mut();
    for tensor in N::PLAN.tensors {
        let (values, behind) = rest.split_at_mut(tensor.len());
        file.read(tensor.name, values)?;
        rest = behind;
    }
    let problems = network.tensors().filter_map(|tensor| not_finite(tensor.name(), tensor.values())).collect();
    refuse::<N>(file, problems)?;
    Ok(network)
}

/// A file of a later version may mean something else.
pub(super) fn check_version<R: Read + Seek>(file: &TensorFile<R>) -> Result<(), Error> {
    if file.text(KIND) != Some(DENSE) {
        return Ok(());
    }
    let version = file.text(VERSION).unwrap_or_default();
    match version.parse::<u32>() {
        Ok(1..=CURRENT) => Ok(()),
        _ => {
            let reason = format!("it has version `{version}` of dense's files, but this dense reads version {CURRENT}");
            Err(Error::format(file.path(), FORMAT, None, reason))
        }
    }
}

/// What tells a tensor in a file from that of the network.
pub(super) fn differences<T: Element>(tensor: &TensorPlan, info: &TensorInfo) -> Vec<TensorProblem> {
    let mut problems = Vec::new();
    let name = || tensor.name.to_owned();
    if info.shape != tensor.shape {
        let (expected, found) = (tensor.shape.to_vec(), info.shape.clone());
        problems.push(TensorProblem::Shape { name: name(), expected, found });
    }
    if info.dtype != dtype::<T>() {
        let (expected, found) = (<T as Bits>::DTYPE, info.dtype.to_string());
        problems.push(TensorProblem::Dtype { name: name(), expected, found });
    }
    problems
}

/// The first number of a tensor that is NaN or infinite.
pub(super) fn not_finite<T: Element>(name: &str, values: &[T]) -> Option<TensorProblem> {
    if T::all_finite(AllFinite(values)) {
        return None;
    }
    let index = values.iter().position(|value| !value.is_finite())?;
    Some(TensorProblem::NotFinite { name: name.to_owned(), index, value: values[index].as_f64() })
}

/// An error of all problems, if there are any.
pub(super) fn refuse<N: Network>(
    file: &TensorFile<impl Read + Seek>,
    problems: Vec<TensorProblem>,
) -> Result<(), Error> {
    if problems.is_empty() {
        return Ok(());
    }
    let saved = file.text(NETWORK).map(str::to_owned);
    Err(Error::Tensors { path: file.path().to_path_buf(), network: N::PLAN.name, problems, saved })
}
