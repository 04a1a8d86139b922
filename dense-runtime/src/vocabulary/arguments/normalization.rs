//! The arguments of layers that make numbers comparable.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// What keeps the divisor of a normalization layer from 0: it is added to the variance in `LayerNormalization` and
/// `BatchNormalization` (0.001 unless given) and to the mean of the squares in `RMSNormalization` (0.000001 unless
/// given).
///
/// A number above 0.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(epsilon = 0.00001) -> Dense(1));
/// ```
pub const epsilon: () = ();

/// Whether `LayerNormalization` or `BatchNormalization` adds `beta`, one number for each of a row. `true` unless given.
///
/// `true` or `false`, literally: what is compiled depends on it.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(center = false) -> Dense(1));
/// ```
pub const center: () = ();

/// How much of the moving mean and variance of a `BatchNormalization` remains in each step of training, from 0 to 1: the rest is that of
/// the batch. 0.99 unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> BatchNormalization(momentum = 0.9) -> Dense(1));
/// ```
pub const momentum: () = ();

/// The mean of each column in `Normalization`: a number for all or a list; with a `variance`, or taken from the data by
/// `Network::adapt`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(2) -> Normalization(mean = [0.5, 20.0], variance = [1.0, 100.0]) -> Dense(1));
/// ```
pub const mean: () = ();

/// The variance of each column in `Normalization`, not below 0: a number for all or a list; with a `mean`, or taken from the data by
/// `Network::adapt`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(2) -> Normalization(mean = 0.5, variance = 0.25) -> Dense(1));
/// ```
pub const variance: () = ();

/// Whether `Normalization` goes back from standardized numbers: `true` or `false`, literally. `false` unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(2) -> Dense(1) -> Normalization(mean = 20.0, variance = 4.0, invert = true));
/// ```
pub const invert: () = ();

/// The values with which begins `moving_mean` of `BatchNormalization`, which is as long as a row. `zeros` unless given.
///
/// One of the [initializers](crate::vocabulary::initializers) except `identity` and `orthogonal`, which are for
/// matrices, or a value of a type of yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> BatchNormalization(moving_mean_initializer = constant(0.5)) -> Dense(1));
/// ```
pub const moving_mean_initializer: () = ();

/// The values with which begins `moving_variance` of `BatchNormalization`, which is as long as a row. `ones` unless given.
///
/// One of the [initializers](crate::vocabulary::initializers) except `identity` and `orthogonal`, which are for
/// matrices, or a value of a type of yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> BatchNormalization(moving_variance_initializer = constant(2.0)) -> Dense(1));
/// ```
pub const moving_variance_initializer: () = ();

/// In `LayerNormalization` and `BatchNormalization`, whether they multiply by `gamma`, one number for each of a row:
/// `true` unless given, `true` or `false` literally. In `Rescaling`, the number that it multiplies by, which must be
/// given; by position, too.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Rescaling(scale = 0.5) -> LayerNormalization(scale = false) -> Dense(1));
/// ```
pub const scale: () = ();

/// What `Rescaling` adds. 0 unless given; second by position.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Rescaling(2.0, offset = -1.0) -> Dense(1));
/// ```
pub const offset: () = ();

/// The values with which begins `beta` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. `zeros` unless given.
///
/// One of the [initializers](crate::vocabulary::initializers) except `identity` and `orthogonal`, which make matrices,
/// or a value of a type of yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(beta_initializer = constant(0.5)) -> Dense(1));
/// ```
pub const beta_initializer: () = ();

/// The values with which begins `gamma` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. `ones` unless given.
///
/// One of the [initializers](crate::vocabulary::initializers) except `identity` and `orthogonal`, which make matrices,
/// or a value of a type of yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(gamma_initializer = constant(0.5)) -> Dense(1));
/// ```
pub const gamma_initializer: () = ();

/// A penalty, added to the loss, on `beta` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. None unless given.
///
/// One of the [regularizers](crate::vocabulary::regularizers) except `orthogonal_regularizer`, which is for matrices,
/// or a value of a type of yours that implements [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(beta_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const beta_regularizer: () = ();

/// A penalty, added to the loss, on `gamma` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. None unless given.
///
/// One of the [regularizers](crate::vocabulary::regularizers) except `orthogonal_regularizer`, which is for matrices,
/// or a value of a type of yours that implements [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(gamma_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const gamma_regularizer: () = ();

/// What is asked after each step of training of `beta` of `LayerNormalization` or `BatchNormalization`, which is as
/// long as a row. None unless given.
///
/// One of the [constraints](crate::vocabulary::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(beta_constraint = non_neg) -> Dense(1));
/// ```
pub const beta_constraint: () = ();

/// What is asked after each step of training of `gamma` of `LayerNormalization` or `BatchNormalization`, which is as
/// long as a row. None unless given.
///
/// One of the [constraints](crate::vocabulary::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(gamma_constraint = non_neg) -> Dense(1));
/// ```
pub const gamma_constraint: () = ();
