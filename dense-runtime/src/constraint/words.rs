//! The constraint words of `network!`, each a documented constant.
//!
//! A word stands where a layer takes a constraint: `Dense(64, kernel_constraint = max_norm(3.0))`. Arguments go by keyword or, in
//! the order given here, by position; they have the values given here unless they are set. `‖w‖` is the Euclidean norm along
//! `axis`: with 0, in a kernel of `Dense`, that of the weights into one unit. A list, `axis = [0, 1, 2]`, is for norms along several
//! axes together: in a kernel of `Conv2D` those are the weights of one filter.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

use super::{MaxNorm, MinMaxNorm, NonNeg, UnitNorm};

/// No norm above a limit: `w · min(‖w‖, max_value) / (1e-7 + ‖w‖)`.
///
/// Arguments: `max_value = 2.0`, `axis = 0`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, kernel_constraint = max_norm(max_value = 3.0)) -> Dense(1));
/// ```
pub const max_norm: MaxNorm = MaxNorm::new();

/// No number below 0: `max(w, 0)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, kernel_constraint = non_neg) -> Dense(1));
/// ```
pub const non_neg: NonNeg = NonNeg;

/// Norm 1: `w / (1e-7 + ‖w‖)`.
///
/// Arguments: `axis = 0`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, kernel_constraint = unit_norm(axis = 1)) -> Dense(1));
/// ```
pub const unit_norm: UnitNorm = UnitNorm::new();

/// A norm between two limits, or, with a rate below 1, on the way there: `w · n / (1e-7 + ‖w‖)`, where
/// `n = rate · min(max(‖w‖, min_value), max_value) + (1 - rate) · ‖w‖`.
///
/// Arguments: `min_value = 0.0`, `max_value = 1.0`, `rate = 1.0`, `axis = 0`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, kernel_constraint = min_max_norm(min_value = 0.5)) -> Dense(1));
/// ```
pub const min_max_norm: MinMaxNorm = MinMaxNorm::new();
