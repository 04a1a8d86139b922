//! Values, gradients and training steps against Keras. The data and how it was made: `README.md`.

mod activations;
mod callbacks;
mod convolutions;
mod curves;
mod data_sets;
mod fit_options;
mod forward;
mod golden;
#[cfg(feature = "image")]
mod images;
mod initializers;
mod layers;
mod losses;
mod metrics;
mod noise;
mod optimizers;
mod penalties;
mod places;
mod preprocess;
mod rule;
mod schedules;
mod training;
mod updates;
mod weights;
