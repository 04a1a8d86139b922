//! Samples to learn from: in memory, and in files.

mod array;
#[cfg(feature = "csv")]
pub mod csv;
mod dataset;
#[cfg(feature = "idx")]
pub mod idx;
#[cfg(feature = "image")]
pub mod image;
#[cfg(feature = "ndarray")]
pub mod ndarray;
#[cfg(feature = "npy")]
pub mod npy;
mod stream;
mod target;
mod weight;

#[cfg(feature = "csv")]
pub use csv::Table;
pub use array::{Array, ArrayFile, Number};
pub use dataset::Dataset;
pub use stream::{Batch, Epoch, Row, Stream};
pub use target::{Answer, Label, Numbers, Target};
pub(crate) use weight::check_weights;
