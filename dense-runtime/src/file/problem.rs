//! What can be wrong with a tensor of a file, seen from a network.

use std::fmt;

/// Why a tensor of a file does not fit a network, or the other way round.
///
/// ```
/// use dense_runtime::{Error, Network, TensorProblem, network};
///
/// network! {
///     struct Small { Input(4) -> Dense(8) }
///     struct Large { Input(4) -> Dense(8) -> Dense(2) }
/// }
///
/// let Err(Error::Tensors { problems, .. }) = Large::from_safetensors(&Small::new(1).to_safetensors()) else { panic!() };
/// assert!(matches!(problems[0], TensorProblem::Missing { .. }));
/// assert_eq!(problems[0].to_string(), "`dense_1.kernel` [8, 2] of the network is not in the file");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum TensorProblem {
    /// The network has a tensor that the file lacks.
    Missing {
        /// The tensor's name: `"hidden.kernel"`.
        name: String,
        /// Its shape in the network.
        shape: Vec<usize>,
    },
    /// The file has a tensor that the network lacks.
    Unexpected {
        /// The tensor's name.
        name: String,
        /// Its shape in the file.
        shape: Vec<usize>,
    },
    /// A tensor has another shape in the file than in the network.
    Shape {
        /// The tensor's name.
        name: String,
        /// Its shape in the network.
        expected: Vec<usize>,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// The numbers of a tensor are of another type in the file than in the network.
    Dtype {
        /// The tensor's name.
        name: String,
        /// The network's number type, as files call it: `"F32"` or `"F64"`.
        expected: &'static str,
        /// The file's: `"F64"`, `"BF16"`, `"I64"`.
        found: String,
    },
    /// A tensor of the file has a number that is NaN or infinite.
    NotFinite {
        /// The tensor's name.
        name: String,
        /// Which number it is, in row-major order, from 0.
        index: usize,
        /// The number.
        value: f64,
    },
}

impl TensorProblem {
    /// The name of the tensor.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            TensorProblem::Missing { name, .. }
            | TensorProblem::Unexpected { name, .. }
            | TensorProblem::Shape { name, .. }
            | TensorProblem::Dtype { name, .. }
            | TensorProblem::NotFinite { name, .. } => name,
        }
    }
}

impl fmt::Display for TensorProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TensorProblem::Missing { name, shape } => {
                write!(f, "`{name}` {shape:?} of the network is not in the file")
            }
            TensorProblem::Unexpected { name, shape } => {
                write!(f, "`{name}` {shape:?} of the file is not in the network")
            }
            TensorProblem::Shape { name, expected, found } => {
                write!(f, "`{name}` is {found:?} in the file, but {expected:?} in the network")
            }
            TensorProblem::Dtype { name, expected, found } => {
                write!(f, "`{name}` is {found} in the file, but {expected} in the network")
            }
            TensorProblem::NotFinite { name, index, value } => write!(f, "`{name}` has {value} at index {index}"),
        }
    }
}

/// Writes problems one below the other, if there are several. A file may have many; the first ones tell the story.
pub(crate) fn list(f: &mut fmt::Formatter<'_>, problems: &[TensorProblem]) -> fmt::Result {
    const MOST: usize = 20;
    if let [problem] = problems {
        return write!(f, " {problem}");
    }
    for problem in &problems[..problems.len().min(MOST)] {
        write!(f, "\n  {problem}")?;
    }
    match problems.len().saturating_sub(MOST) {
        0 => Ok(()),
        more => write!(f, "\n  and {more} more"),
    }
}
