//! What a callback remembers, in a form that files can keep.

use std::collections::BTreeMap;

use super::Snapshot;

/// What a callback remembers from epoch to epoch: numbers, and parameters of the network, by name.
///
/// ```
/// use dense_runtime::train::Memory;
///
/// let mut memory = Memory::default();
/// memory.set("wait", 3.0);
/// assert_eq!(memory.get("wait"), Some(3.0));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Memory {
    pub(super) numbers: BTreeMap<String, f64>,
    pub(super) snapshots: BTreeMap<String, Snapshot>,
}

impl Memory {
    /// Keeps a number. Whole numbers below 2^53 are exact.
    pub fn set(&mut self, name: &str, number: f64) {
        self.numbers.insert(name.to_string(), number);
    }

    /// The number of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        self.numbers.get(name).copied()
    }

    /// All numbers with their names, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.numbers.iter().map(|(name, number)| (name.as_str(), *number))
    }

    /// Keeps parameters.
    pub fn set_snapshot(&mut self, name: &str, snapshot: Snapshot) {
        self.snapshots.insert(name.to_string(), snapshot);
    }

    /// The parameters of this name.
    #[must_use]
    pub fn snapshot(&self, name: &str) -> Option<&Snapshot> {
        self.snapshots.get(name)
    }
}
