//! The passes over a network, step by step, as emitted code calls them.
//!
//! A prediction is one [`Inference`]. A training step is a [`Forward`] and a [`Backward`] pass over each block of the
//! batch, in which every sample stands for itself, and then one [`Gradients`] pass over the parameters, in which each
//! worker sums over all samples for its own share of the parameters. So no sum depends on how the work is shared.
//!
//! Where a layer looks at the whole batch ([`Statistics`]), the two passes have phases: all blocks come to the layer before any goes
//! on.
//!
//! Values are named by their index in the plan ([`Value`](crate::plan::Value)), where the memory plan has put them.

mod backward;
mod convolution;
mod forward;
mod gradients;
mod inference;
mod noise;
mod pieces;
mod pixels;
mod statistics;
mod steps;
mod values;

pub use backward::Backward;
pub use forward::Forward;
pub use gradients::Gradients;
#[cfg(feature = "std")]
pub(crate) use gradients::{Kept, Purpose};
pub use inference::Inference;
#[cfg(feature = "std")]
pub(crate) use inference::{Spread, shared_sums};
pub use noise::Noise;
pub(crate) use statistics::Statistics;
#[cfg(feature = "std")]
pub(crate) use statistics::{range_of, statistics_len};
pub(crate) use values::Values;
