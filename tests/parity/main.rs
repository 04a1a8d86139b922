//! Values, gradients and training steps against Keras. The data and how it was made: `README.md`.

mod activations;
mod forward;
mod golden;
mod initializers;
mod losses;
mod optimizers;
mod schedules;
mod training;
