//! Samples to learn from.

mod dataset;
mod target;
mod weight;

pub use dataset::Dataset;
pub use target::{Answer, Label, Numbers, Target};
pub(crate) use weight::check_weights;
