//! Training: from batches of samples to better parameters.
//!
//! [`Trainer`] is the loop that most programs need. What it is made of is public too: [`TrainingWorkspace`] goes forward
//! and backward, and takes an optimizer's step, for programs with a loop of their own.

mod accumulate;
mod average;
mod block;
mod callback;
#[cfg(feature = "files")]
mod checkpoint;
mod evaluate;
mod fit;
mod history;
mod learn;
mod learner;
mod memory;
mod outcome;
mod penalties;
mod run;
mod samples;
mod session;
mod settings;
mod shares;
mod snapshot;
mod source;
mod statistics;
mod step;
mod stream;
mod table;
mod trainer;
mod update;
mod weights;
mod workspace;

#[cfg(feature = "progress")]
pub use crate::callback::ProgressBar;
pub use callback::Callback;
#[doc(hidden)]
pub use evaluate::Validation;
pub(crate) use history::figure;
pub use history::{History, Scores};
pub use memory::Memory;
pub use run::Run;
pub use settings::ValidationFreq;
pub(crate) use shares::Team;
pub use snapshot::Snapshot;
pub use trainer::Trainer;
pub use workspace::TrainingWorkspace;
