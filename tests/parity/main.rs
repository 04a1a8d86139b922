//! Values, gradients and training steps against Keras. The data and how it was made: `README.md`.

mod activations;
mod curves;
mod data_sets;
mod forward;
mod golden;
mod initializers;
mod layers;
mod losses;
mod metrics;
mod noise;
mod optimizers;
mod penalties;
mod rule;
mod schedules;
mod training;
mod updates;
mod weights;
