//! Samples to learn from.

mod dataset;
mod target;
mod weight;

pub use dataset::Dataset;
pub(crate) use target::not_finite;
pub use target::{Answer, Label, Numbers, Target};
pub(crate) use weight::check_weights;
