//! Samples to learn from.

mod dataset;
mod target;

pub use dataset::Dataset;
pub(crate) use target::not_finite;
pub use target::{Answer, Label, Numbers, Target};
