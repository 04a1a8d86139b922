//! What two networks have in common, taken from one to the other by a file: transfer learning.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use super::network::{check_version, differences, not_finite, refuse};
use super::tensors::{FORMAT, TensorFile};
use super::{TensorProblem, problem};
use crate::Error;
use crate::network::Network;

/// What [`Network::load_matching`] took from a file, and what it did not.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Matching {
    /// The names of the network's tensors that now have the file's values, in the order of the layers.
    pub loaded: Vec<&'static str>,
    /// What did not fit: tensors that the file lacks, those of another shape or type in the order of the layers, then tensors that only
    /// the file has.
    pub left: Vec<TensorProblem>,
}

impl fmt::Display for Matching {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.loaded[..] {
            [] => f.write_str("loaded nothing")?,
            loaded => {
                f.write_str("loaded ")?;
                for (at, name) in loaded.iter().enumerate() {
                    write!(f, "{}`{name}`", if at > 0 { ", " } else { "" })?;
                }
            }
        }
        if self.left.is_empty() {
            return f.write_str(", which is all");
        }
        f.write_str("; left out:")?;
        problem::list(f, &self.left)
    }
}

/// Loads each tensor of the file that has a place in the network, under the name that `rename` gives it.
pub(crate) fn load_matching<N: Network>(
    network: &mut N,
    path: &Path,
    mut rename: impl FnMut(&str) -> Option<String>,
) -> Result<Matching, Error> {
    let mut file = TensorFile::open(path)?;
    check_version(&file)?;
    // What the tensors of the file are called there, by the names that the network may have for them.
    let mut names = BTreeMap::new();
    for (name, _) in file.tensors() {
        let Some(renamed) = rename(name) else { continue };
        if let Some(first) = names.insert(renamed.clone(), name.to_owned()) {
            let reason = format!("it is to be `{renamed}`, but so is `{first}`");
            return Err(Error::format(path, FORMAT, Some(format!("tensor `{name}`")), reason));
        }
    }

    let mut copy = N::zeroed();
    copy.parameters_mut().copy_from_slice(network.parameters());
    let mut matching = Matching { loaded: Vec::new(), left: Vec::new() };
    let (mut problems, mut rest) = (Vec::new(), copy.parameters_mut());
    for tensor in N::PLAN.tensors {
        let (values, behind) = rest.split_at_mut(tensor.len());
        rest = behind;
        let Some(name) = names.remove(tensor.name) else {
            let (name, shape) = (tensor.name.to_owned(), tensor.shape.to_vec());
            matching.left.push(TensorProblem::Missing { name, shape });
            continue;
        };
        let differences = file.tensor(&name).map(|info| differences::<N::Element>(tensor, info));
        match differences {
            Some(differences) if !differences.is_empty() => matching.left.extend(differences),
            _ => {
                file.read(&name, values)?;
                problems.extend(not_finite(&name, values));
                matching.loaded.push(tensor.name);
            }
        }
    }
    refuse::<N>(&file, problems)?;
    let only_there = names.into_values().collect::<BTreeSet<_>>();
    let only_there = file.tensors().filter(|(name, _)| only_there.contains(*name));
    matching.left.extend(
        only_there.map(|(name, info)| TensorProblem::Unexpected { name: name.to_owned(), shape: info.shape.clone() }),
    );
    network.parameters_mut().copy_from_slice(copy.parameters());
    Ok(matching)
}
