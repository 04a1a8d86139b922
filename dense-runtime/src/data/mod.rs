//! Samples to learn from.

mod audit;
mod batches;
mod categorical;
mod classes;
mod dataset;
mod findings;
mod folds;
mod members;
mod repeats;
mod resample;
mod select;
mod smote;
mod target;
mod weight;

pub use audit::{Audit, AuditReport};
pub use batches::{Batch, Batches};
pub(crate) use categorical::check_room;
pub use categorical::{from_categorical, to_categorical};
pub use dataset::Dataset;
pub use findings::{Finding, Rows};
pub use folds::Folds;
pub use target::{Answer, Label, Numbers, Target};
pub(crate) use weight::check_weights;
