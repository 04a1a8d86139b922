//! The words of `network!`: what may stand where, and what it means.
//!
//! | place | words |
//! |---|---|
//! | `-> WORD(..) ->` | [`layers`] |
//! | `Dense(WORD = ..)` | [`arguments`] of layers |
//! | `Dense(64, WORD)`, `Activation(WORD)` | [`activations`] |
//! | `Dense(64, relu, WORD)`, `bias_initializer = WORD` | [`initializers`] |
//! | `kernel_regularizer = WORD`, `kernel_constraint = WORD` | [`regularizers`], [`constraints`] |
//! | `Dense(64, leaky_relu(WORD = ..))` | [`options`], the arguments of the words above |
//! | `#[WORD(..)]`, `#[budget(WORD = ..)]`, `network!(WORD = ..; ..)`, `dtype = WORD` | [`settings`] |
//! | `activation! { struct Name(x) = WORD(x); }` | [`functions`] of formulas |
//!
//! The activations, initializers, regularizers and constraints are constants with which networks compute. All others are here for their
//! documentation, which an editor can show above the word, and have the value `()`.

pub mod arguments;
pub mod functions;
pub mod layers;
pub mod options;
pub mod settings;

pub use crate::activation::words as activations;
pub use crate::constraint::words as constraints;
pub use crate::initializer::words as initializers;
pub use crate::regularizer::words as regularizers;
