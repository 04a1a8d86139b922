//! Samples to learn from: in memory, and in files.

#[cfg(any(feature = "idx", feature = "image", feature = "ndarray", feature = "npy"))]
mod array;
mod audit;
mod batches;
mod categorical;
mod classes;
#[cfg(feature = "csv")]
pub mod csv;
mod dataset;
mod findings;
mod folds;
#[cfg(feature = "idx")]
pub mod idx;
#[cfg(feature = "image")]
pub mod image;
mod members;
#[cfg(feature = "ndarray")]
pub mod ndarray;
#[cfg(feature = "npy")]
pub mod npy;
mod repeats;
mod resample;
mod select;
mod smote;
mod stream;
mod target;
mod weight;

#[cfg(any(feature = "idx", feature = "npy"))]
pub use array::ArrayFile;
#[cfg(any(feature = "idx", feature = "image", feature = "ndarray", feature = "npy"))]
pub use array::{Array, Number};
pub use audit::{Audit, AuditReport};
pub use batches::{Batch, Batches};
pub(crate) use categorical::check_room;
pub use categorical::{from_categorical, to_categorical};
#[cfg(feature = "csv")]
pub use csv::Table;
pub use dataset::Dataset;
pub use findings::{Finding, Rows};
pub use folds::Folds;
pub(crate) use stream::Reading;
pub use stream::{Epoch, Row, Stream};
#[doc(hidden)]
pub use target::Nobody;
pub use target::{Answer, Classes, Label, Numbers, Target};
pub(crate) use weight::check_weights;
