//! Training: from batches of samples to better parameters.
//!
//! [`Trainer`] is the loop that most programs need. What it is made of is public too: [`TrainingWorkspace`] goes forward
//! and backward, and takes an optimizer's step, for programs with a loop of their own.

mod accumulate;
mod average;
mod block;
mod callback;
mod evaluate;
mod fit;
mod history;
mod learn;
mod outcome;
mod penalties;
#[cfg(feature = "progress")]
mod progress;
mod samples;
mod shares;
mod statistics;
mod step;
mod table;
mod trainer;
mod update;
mod weights;
mod workspace;

pub use callback::{Callback, Run};
#[doc(hidden)]
pub use evaluate::Validation;
pub(crate) use history::figure;
pub use history::{History, Scores};
#[cfg(feature = "progress")]
pub use progress::ProgressBar;
pub(crate) use shares::Team;
pub use trainer::Trainer;
pub use workspace::TrainingWorkspace;
