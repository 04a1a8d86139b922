//! The arguments of `PReLU`.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// The slopes with which a `PReLU` begins. `zeros` unless given.
///
/// One of the [initializers](crate::vocabulary::initializers) except `identity` and `orthogonal`, which are for
/// matrices, or a value of a type of yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> PReLU(alpha_initializer = constant(0.25)) -> Dense(1));
/// ```
pub const alpha_initializer: () = ();

/// A penalty, added to the loss, on the slopes of a `PReLU`. None unless given.
///
/// One of the [regularizers](crate::vocabulary::regularizers) except `orthogonal_regularizer`, which is for matrices,
/// or a value of a type of yours that implements [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> PReLU(alpha_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const alpha_regularizer: () = ();

/// What is asked of the slopes of a `PReLU` after each step of training. None unless given.
///
/// One of the [constraints](crate::vocabulary::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> PReLU(alpha_constraint = non_neg) -> Dense(1));
/// ```
pub const alpha_constraint: () = ();

/// The axes along which the numbers of a sample share a slope in `PReLU`: one, or a list. They count from 1, because axis 0 is the
/// batch. None unless given.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(28, 28, 3) -> PReLU(shared_axes = [1, 2]) -> Flatten -> Dense(10));
/// assert_eq!(model.tensor("p_re_lu.alpha").unwrap().len(), 3);
/// ```
pub const shared_axes: () = ();
