//! What can go wrong at run time.

use core::fmt;

/// Why a call was refused. Nothing was changed before the error was returned.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// There are not as many of one thing as of another.
    Lengths {
        /// How many inputs.
        inputs: usize,
        /// How many of the other.
        targets: usize,
        /// What the other is.
        what: &'static str,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Lengths { inputs, targets, what } => write!(f, "{inputs} inputs, but {targets} {what}"),
        }
    }
}

impl core::error::Error for Error {}
