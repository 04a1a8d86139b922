//! Samples to learn from.

mod batches;
mod categorical;
mod classes;
mod dataset;
mod folds;
mod members;
mod resample;
mod select;
mod smote;
mod target;
mod weight;

pub use batches::{Batch, Batches};
pub use categorical::{from_categorical, to_categorical};
pub use dataset::Dataset;
pub use folds::Folds;
pub use target::{Answer, Label, Numbers, Target};
pub(crate) use weight::check_weights;
