//! Samples to learn from.

mod batches;
mod classes;
mod dataset;
mod folds;
mod members;
mod select;
mod target;
mod weight;

pub use batches::{Batch, Batches};
pub use dataset::Dataset;
pub use folds::Folds;
pub use target::{Answer, Label, Numbers, Target};
pub(crate) use weight::check_weights;
