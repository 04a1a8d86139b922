//! What watches a training run, stops it, changes its rate, and writes about it. Names, defaults and semantics are those of
//! Keras's callbacks.
//!
//! | to | |
//! |---|---|
//! | stop in time | [`EarlyStopping`], [`TerminateOnNaN`], and `Interrupt` (feature `ctrlc`) |
//! | change the learning rate | [`ReduceLROnPlateau`], [`LearningRateScheduler`] |
//! | keep what there is | `BackupAndRestore` and `ModelCheckpoint` (feature `files`) |
//! | see what happens | [`CSVLogger`], `ProgressBar` (feature `progress`), `TensorBoard` (feature `tensorboard`) |
//! | do what you like | [`LambdaCallback`], and types of your own that implement [`Callback`](crate::train::Callback) |
//!
//! ```
//! use dense_runtime::callback::{EarlyStopping, ReduceLROnPlateau};
//! use dense_runtime::{Dataset, Network, Trainer, network};
//! use dense_runtime::{loss::MeanSquaredError, optimizer::SGD};
//!
//! network! { struct Line { Input(1) -> Dense(1) } }
//!
//! let inputs: Vec<[f32; 1]> = (0..20).map(|i| [i as f32 / 20.0]).collect();
//! let targets = inputs.iter().map(|x| [2.0 * x[0] + 1.0]).collect();
//! let history = Trainer::new(SGD::new(0.3), MeanSquaredError::new())
//!     .epochs(1000)
//!     .validation_split(0.2)
//!     .callback(ReduceLROnPlateau::new("val_loss").factor(0.5).patience(2))
//!     .callback(EarlyStopping::new("val_loss").patience(5).min_delta(1e-4).restore_best_weights(true))
//!     .fit(&mut Line::new(1), &Dataset::new(inputs, targets)?)?;
//! assert!(history.epochs().len() < 1000);
//! # Ok::<(), dense_runtime::Error>(())
//! ```
//!
//! They are called in the order in which they were added, and see what those before them have
//! [set](crate::train::Scores::insert). A setting that makes no sense, such as a figure to monitor that the run does not have,
//! is an error of `fit` before anything is trained. Messages go to standard error.

#[cfg(feature = "files")]
mod backup_and_restore;
mod csv_logger;
mod early_stopping;
#[cfg(feature = "ctrlc")]
mod interrupt;
mod lambda_callback;
mod learning_rate_scheduler;
#[cfg(feature = "files")]
mod model_checkpoint;
mod monitor;
#[cfg(feature = "files")]
mod pattern;
#[cfg(feature = "progress")]
mod progress_bar;
mod python;
mod reduce_lr_on_plateau;
#[cfg(feature = "tensorboard")]
mod tensorboard;
mod terminate_on_nan;

#[cfg(feature = "files")]
pub use backup_and_restore::BackupAndRestore;
pub use csv_logger::CSVLogger;
pub use early_stopping::EarlyStopping;
#[cfg(feature = "ctrlc")]
pub use interrupt::Interrupt;
#[doc(hidden)]
pub use lambda_callback::Answer;
pub use lambda_callback::LambdaCallback;
pub use learning_rate_scheduler::LearningRateScheduler;
#[cfg(feature = "files")]
pub use model_checkpoint::{ModelCheckpoint, SaveFreq};
pub use monitor::Mode;
#[cfg(feature = "progress")]
pub use progress_bar::ProgressBar;
pub use reduce_lr_on_plateau::ReduceLROnPlateau;
#[cfg(feature = "tensorboard")]
pub use tensorboard::{TensorBoard, UpdateFreq};
pub use terminate_on_nan::TerminateOnNaN;
