//! The arguments of layers in `network!`, each a documented constant.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

mod images;

pub use images::*;

// Of layers that are words.
pub use super::options::activation::{alpha, max_value, negative_slope, threshold};
pub use super::options::regularizer::{l1, l2};

/// The number of outputs of `Dense`. It must be given; first by position.
///
/// A number from 1 on: a literal, a const expression, or a const parameter of the network.
///
/// ```
/// # use dense_runtime::network;
/// const HIDDEN: usize = 8;
/// let model = network!(Input(4) -> Dense(2 * HIDDEN, relu) -> Dense(units = 1));
/// ```
pub const units: () = ();

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
/// One of the [regularizers](super::regularizers), or a value of a type of yours that implements
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
/// One of the [constraints](super::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint). With `axis = 1` a constraint of norms is about rows.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(
///     Input(10, dtype = u32) -> Embedding(1000, 16, embeddings_constraint = unit_norm(axis = 1)) -> Flatten -> Dense(1)
/// );
/// ```
pub const embeddings_constraint: () = ();

/// What is done to the outputs of a layer. `linear`, nothing, unless given to `Dense` (second by position);
/// `Activation` needs it.
///
/// One of the [activations](crate::activation::words), with arguments or without, or a value of a type of yours that
/// implements [`Activation`](crate::activation::Activation).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, activation = leaky_relu(0.1)) -> Dense(3) -> Activation(softmax));
/// ```
pub const activation: () = ();

/// The values with which the kernel of `Dense`, `[inputs, units]`, begins. `glorot_uniform` unless given; third by
/// position.
///
/// One of the [initializers](crate::initializer::words), with arguments or without, or a value of a type of yours that
/// implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, kernel_initializer = he_normal) -> Dense(1));
/// ```
pub const kernel_initializer: () = ();

/// Whether `Dense` adds a bias, one number for each unit. `true` unless given.
///
/// `true` or `false`, literally: what is compiled depends on it.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, use_bias = false) -> Dense(1));
/// ```
pub const use_bias: () = ();

/// The values with which the bias of `Dense`, `[units]`, begins. `zeros` unless given; refused with `use_bias = false`.
///
/// One of the [initializers](crate::initializer::words) except `identity` and `orthogonal`, which make matrices, or a
/// value of a type of yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, bias_initializer = constant(0.1)) -> Dense(1));
/// ```
pub const bias_initializer: () = ();

/// A penalty on the kernel of `Dense`, added to the loss. None unless given.
///
/// One of the [regularizers](super::regularizers), with arguments or without, or a value of a type of yours that implements
/// [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const kernel_regularizer: () = ();

/// A penalty on the bias of `Dense`, added to the loss. None unless given.
///
/// One of the [regularizers](super::regularizers), with arguments or without, or a value of a type of yours that implements
/// [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, bias_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const bias_regularizer: () = ();

/// A penalty on what `Dense` gives for a sample, added to the sample's loss; so the loss of a batch has the mean over its samples.
/// None unless given.
///
/// One of the [regularizers](super::regularizers) except `orthogonal_regularizer`, which is for matrices, with arguments or
/// without, or a value of a type of yours that implements [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, activity_regularizer = l1(0.01)) -> Dense(1));
/// ```
pub const activity_regularizer: () = ();

/// What the kernel of `Dense` is brought back to after each step of training. None unless given.
///
/// One of the [constraints](super::constraints), with arguments or without, or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_constraint = max_norm(2.0)) -> Dense(1));
/// ```
pub const kernel_constraint: () = ();

/// What the bias of `Dense` is brought back to after each step of training. None unless given.
///
/// One of the [constraints](super::constraints), with arguments or without, or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, bias_constraint = non_neg) -> Dense(1));
/// ```
pub const bias_constraint: () = ();

/// What keeps the divisor of a normalization layer from 0: it is added to the variance in `LayerNormalization` and `BatchNormalization` (0.001 unless given)
/// and to the mean of the squares in `RMSNormalization` (0.000001 unless given).
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
/// One of the [initializers](super::initializers) except `identity` and `orthogonal`, which are for matrices, or a value of a type of
/// yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> BatchNormalization(moving_mean_initializer = constant(0.5)) -> Dense(1));
/// ```
pub const moving_mean_initializer: () = ();

/// The values with which begins `moving_variance` of `BatchNormalization`, which is as long as a row. `ones` unless given.
///
/// One of the [initializers](super::initializers) except `identity` and `orthogonal`, which are for matrices, or a value of a type of
/// yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> BatchNormalization(moving_variance_initializer = constant(2.0)) -> Dense(1));
/// ```
pub const moving_variance_initializer: () = ();

/// The slopes with which a `PReLU` begins. `zeros` unless given.
///
/// One of the [initializers](super::initializers) except `identity` and `orthogonal`, which are for matrices, or a value of a type of
/// yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> PReLU(alpha_initializer = constant(0.25)) -> Dense(1));
/// ```
pub const alpha_initializer: () = ();

/// A penalty, added to the loss, on the slopes of a `PReLU`. None unless given.
///
/// One of the [regularizers](super::regularizers) except `orthogonal_regularizer`, which is for matrices, or a value of a type of yours
/// that implements [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> PReLU(alpha_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const alpha_regularizer: () = ();

/// What is asked of the slopes of a `PReLU` after each step of training. None unless given.
///
/// One of the [constraints](super::constraints), or a value of a type of yours that implements
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

/// In `LayerNormalization` and `BatchNormalization`, whether they multiply by `gamma`, one number for each of a row: `true` unless given, `true` or
/// `false` literally. In `Rescaling`, the number that it multiplies by, which must be given; by position, too.
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
/// One of the [initializers](super::initializers) except `identity` and `orthogonal`, which make matrices, or a value of a type of yours that implements
/// [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(beta_initializer = constant(0.5)) -> Dense(1));
/// ```
pub const beta_initializer: () = ();

/// The values with which begins `gamma` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. `ones` unless given.
///
/// One of the [initializers](super::initializers) except `identity` and `orthogonal`, which make matrices, or a value of a type of yours that implements
/// [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(gamma_initializer = constant(0.5)) -> Dense(1));
/// ```
pub const gamma_initializer: () = ();

/// A penalty, added to the loss, on `beta` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. None unless given.
///
/// One of the [regularizers](super::regularizers) except `orthogonal_regularizer`, which is for matrices, or a value of a type of yours that implements
/// [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(beta_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const beta_regularizer: () = ();

/// A penalty, added to the loss, on `gamma` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. None unless given.
///
/// One of the [regularizers](super::regularizers) except `orthogonal_regularizer`, which is for matrices, or a value of a type of yours that implements
/// [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(gamma_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const gamma_regularizer: () = ();

/// What is asked after each step of training of `beta` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. None unless given.
///
/// One of the [constraints](super::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(beta_constraint = non_neg) -> Dense(1));
/// ```
pub const beta_constraint: () = ();

/// What is asked after each step of training of `gamma` of `LayerNormalization` or `BatchNormalization`, which is as long as a row. None unless given.
///
/// One of the [constraints](super::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> LayerNormalization(gamma_constraint = non_neg) -> Dense(1));
/// ```
pub const gamma_constraint: () = ();

/// Whether training changes the kernel and the bias of `Dense`, or the parameters of a normalization layer. `true` unless given.
/// Of `Activation`, whether it changes the parameters of an activation that `activation!` declares: `false` unless given.
///
/// `true` or `false`, literally: what is compiled depends on it. Layers before a frozen one still learn through it.
///
/// ```
/// # use dense_runtime::{Network, network};
/// network! { struct Frozen { Input(4) -> Dense(8, relu, trainable = false) -> Dense(1) } }
/// assert_eq!((Frozen::PARAMETERS, Frozen::TRAINABLE_PARAMETERS), (49, 9));
/// ```
pub const trainable: () = ();

/// The name of a layer, in summaries and of its tensors. Unless given, `dense`, `dense_1`, and so on, as in Keras.
///
/// An identifier in quotes. A label does the same: `hidden: Dense(8)`. All layers take it, but not `Input`, which is
/// none.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(4) -> Dense(8, relu, name = "hidden") -> Dense(1));
/// assert_eq!(model.tensor("hidden.kernel").unwrap().len(), 32);
/// ```
pub const name: () = ();

/// The share of numbers that `Dropout` and `AlphaDropout` drop in training; and what stands for it in `GaussianDropout`, whose noise
/// has the variance `rate / (1 - rate)`. It must be given; by position, too.
///
/// A number from 0 to 1, in `GaussianDropout` and `AlphaDropout` below 1: a literal or a const expression. At 0 the layer does
/// nothing.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dropout(rate = 0.5) -> Dense(1));
/// ```
pub const rate: () = ();

/// The standard deviation of what `GaussianNoise` adds in training. It must be given; by position, too.
///
/// A number from 0 to 1: a literal or a const expression. At 0 the layer does nothing.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> GaussianNoise(stddev = 0.1) -> Dense(1));
/// ```
pub const stddev: () = ();

/// The seed of a layer that leaves numbers to chance in training: `Dropout`, `GaussianDropout`, `GaussianNoise`, `AlphaDropout`. Unless
/// given, the seed of the training run decides, and no two layers draw the same numbers.
///
/// A whole number (`u64`): a literal or a const expression. With it, what the layer draws depends on this seed, the training step and
/// the sample's place in the batch only, and not on the seed of the training run or the layer's place in the network. So layers
/// of the same seed draw the same numbers, as in Keras. A new trainer begins with step 1 again.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dropout(0.5, seed = 7) -> Dense(1));
/// ```
pub const seed: () = ();

/// The shape of one sample, without the batch, in `Input`. Unless given, the input is a vector whose length Rust
/// infers.
///
/// One size, or a tuple of up to eight: literals, const expressions, or const parameters of the network. By position
/// the sizes need no tuple: `Input(28, 28, 1)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(shape = (28, 28, 1)) -> Flatten -> Dense(10, softmax));
/// ```
pub const shape: () = ();

/// The type of all numbers of the network, inputs, outputs and parameters, in `Input`. `f32` unless given.
///
/// `f32` or `f64`. For a network that begins with `Embedding`, the input is `dtype = u32`, because it is indices, and `Embedding` has the
/// type of all numbers.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(3, dtype = f64) -> Dense(1));
/// let output: [f64; 1] = model.predict(&[0.1, 0.2, 0.3]);
/// ```
pub const dtype: () = ();

/// The shape that `Reshape` gives, without the batch. It must be given; by position the sizes need no tuple:
/// `Reshape(4, 4)`.
///
/// One size, or a tuple of them: literals, const expressions, or const parameters of the network. One may be `-1`,
/// which follows from the others. The shape has as many numbers as the one before.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(16, relu) -> Reshape(target_shape = (4, -1)) -> [4, 4]);
/// ```
pub const target_shape: () = ();
