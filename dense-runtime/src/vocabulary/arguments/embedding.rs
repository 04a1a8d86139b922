//! The arguments of `Embedding`.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// The number of rows of `Embedding`: indices go from 0 to one less. It must be given; first by position.
///
/// A number from 1 on: a literal, a const expression, or a const parameter of the network.
///
/// ```
/// # use dense_runtime::network;
/// const WORDS: usize = 1000;
/// let model = network!(Input(10, dtype = u32) -> Embedding(input_dim = WORDS, output_dim = 16) -> Flatten -> Dense(1));
/// ```
pub const input_dim: () = ();

/// The length of a row of `Embedding`, which is what it gives for each index. It must be given; second by position.
///
/// A number from 1 on: a literal, a const expression, or a const parameter of the network.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(10, dtype = u32) -> Embedding(1000, output_dim = 16) -> Flatten -> Dense(1));
/// ```
pub const output_dim: () = ();

/// The values with which the table of `Embedding`, `[input_dim, output_dim]`, begins. `uniform`, from -0.05 to 0.05, unless given;
/// third by position.
///
/// One of the [initializers](crate::initializer::words), with arguments or without, or a value of a type of yours that
/// implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(10, dtype = u32) -> Embedding(1000, 16, normal(stddev = 0.1)) -> Flatten -> Dense(1));
/// ```
pub const embeddings_initializer: () = ();

/// A penalty, added to the loss, on the table of `Embedding`. None unless given.
///
/// One of the [regularizers](crate::vocabulary::regularizers), or a value of a type of yours that implements
/// [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(
///     Input(10, dtype = u32) -> Embedding(1000, 16, embeddings_regularizer = l2(1e-4)) -> Flatten -> Dense(1)
/// );
/// ```
pub const embeddings_regularizer: () = ();

/// What is asked of the table of `Embedding` after each step of training. None unless given.
///
/// One of the [constraints](crate::vocabulary::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint). With `axis = 1` a constraint of norms is about rows.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(
///     Input(10, dtype = u32) -> Embedding(1000, 16, embeddings_constraint = unit_norm(axis = 1)) -> Flatten -> Dense(1)
/// );
/// ```
pub const embeddings_constraint: () = ();
