//! The regularizer words of `network!`, each a documented constant, and the words for their arguments.
//!
//! A word stands where a layer takes a regularizer: `Dense(64, kernel_regularizer = l2(0.01))`. Arguments go by keyword or, in the
//! order given here, by position; they have the values given here unless they are set.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

use super::{Direction, L1, L1L2, L2, OrthogonalRegularizer};

/// The penalty `l1 · Σ|w|`, which draws weights to exactly 0.
///
/// Arguments: `l1 = 0.01`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, kernel_regularizer = l1(0.001)) -> Dense(1));
/// ```
pub const l1: L1 = L1::new();

/// The penalty `l2 · Σw²`, without a factor ½, which keeps weights small.
///
/// Arguments: `l2 = 0.01`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, kernel_regularizer = l2(0.001)) -> Dense(1));
/// ```
pub const l2: L2 = L2::new();

/// The penalty `l1 · Σ|w| + l2 · Σw²`.
///
/// Arguments: `l1 = 0.0`, `l2 = 0.0`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_regularizer = l1_l2(l1 = 0.001, l2 = 0.01)) -> Dense(1));
/// ```
pub const l1_l2: L1L2 = L1L2::new();

/// The penalty `factor · Σ|cos(wᵢ, wⱼ)| / (n · (n - 1))` over all `i ≠ j`, where `wᵢ` is one of the `n` rows of a matrix, or
/// columns: it makes them orthogonal. It takes time in proportion to `n²`, and kernels only, no biases.
///
/// Arguments: `factor = 0.01`, `mode = rows`, or `columns`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_regularizer = orthogonal_regularizer(factor = 0.1, mode = columns)));
/// ```
pub const orthogonal_regularizer: OrthogonalRegularizer = OrthogonalRegularizer::new();

/// `mode = rows`: [`orthogonal_regularizer`] makes the weights of inputs orthogonal to each other.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_regularizer = orthogonal_regularizer(mode = rows)));
/// ```
pub const rows: Direction = Direction::Rows;

/// `mode = columns`: [`orthogonal_regularizer`] makes the weights into units orthogonal to each other.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_regularizer = orthogonal_regularizer(mode = columns)));
/// ```
pub const columns: Direction = Direction::Columns;
