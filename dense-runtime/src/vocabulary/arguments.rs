//! The arguments of layers in `network!`, each a documented constant.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

mod convolution;
mod embedding;
mod normalization;
mod places;
mod prelu;

// Of layers that are words.
pub use super::options::activation::{alpha, max_value, negative_slope, threshold};
pub use super::options::regularizer::{l1, l2};
pub use convolution::*;
pub use embedding::*;
pub use normalization::*;
pub use places::*;
pub use prelu::*;

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

/// What is done to the outputs of a layer. `linear`, nothing, unless given to `Dense` (second by position) or a convolution (third by
/// position, in depthwise ones second); `Activation` needs it.
///
/// One of the [activations](crate::activation::words), with arguments or without, or a value of a type of yours that
/// implements [`Activation`](crate::activation::Activation).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, activation = leaky_relu(0.1)) -> Dense(3) -> Activation(softmax));
/// ```
pub const activation: () = ();

/// The values with which the kernel of `Dense`, `[inputs, units]`, begins; third by position. Or that of `Conv1D`, `Conv2D`,
/// `Conv1DTranspose` and `Conv2DTranspose`; fourth by position. `glorot_uniform` unless given.
///
/// One of the [initializers](crate::initializer::words), with arguments or without, or a value of a type of yours that
/// implements [`Initializer`](crate::initializer::Initializer). `identity` makes matrices, and so is for `Dense` only.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, kernel_initializer = he_normal) -> Dense(1));
/// ```
pub const kernel_initializer: () = ();

/// Whether `Dense` or a convolution adds a bias, one number for each unit or channel. `true` unless given.
///
/// `true` or `false`, literally: what is compiled depends on it.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, use_bias = false) -> Dense(1));
/// ```
pub const use_bias: () = ();

/// The values with which the bias of `Dense`, `[units]`, or of a convolution begins. `zeros` unless given; refused with
/// `use_bias = false`.
///
/// One of the [initializers](crate::initializer::words) except `identity` and `orthogonal`, which make matrices, or a
/// value of a type of yours that implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, bias_initializer = constant(0.1)) -> Dense(1));
/// ```
pub const bias_initializer: () = ();

/// A penalty on the kernel of `Dense` or of a convolution, added to the loss. None unless given.
///
/// One of the [regularizers](super::regularizers), with arguments or without, or a value of a type of yours that implements
/// [`Regularizer`](crate::regularizer::Regularizer). `orthogonal_regularizer` is for matrices, and so for `Dense` only.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const kernel_regularizer: () = ();

/// A penalty on the bias of `Dense` or of a convolution, added to the loss. None unless given.
///
/// One of the [regularizers](super::regularizers), with arguments or without, or a value of a type of yours that implements
/// [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, bias_regularizer = l2(0.01)) -> Dense(1));
/// ```
pub const bias_regularizer: () = ();

/// A penalty on what `Dense` or a convolution gives for a sample, added to the sample's loss; so the loss of a batch
/// has the mean over its samples. None unless given.
///
/// One of the [regularizers](super::regularizers) except `orthogonal_regularizer`, which is for matrices, with arguments or
/// without, or a value of a type of yours that implements [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, activity_regularizer = l1(0.01)) -> Dense(1));
/// ```
pub const activity_regularizer: () = ();

/// What the kernel of `Dense` or of a convolution is brought back to after each step of training. None unless given.
///
/// One of the [constraints](super::constraints), with arguments or without, or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint). As in Keras, norms are taken along axis 0 unless given, which in a convolution is only
/// the height of the kernel.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_constraint = max_norm(2.0)) -> Dense(1));
/// ```
pub const kernel_constraint: () = ();

/// What the bias of `Dense` or of a convolution is brought back to after each step of training. None unless given.
///
/// One of the [constraints](super::constraints), with arguments or without, or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, bias_constraint = non_neg) -> Dense(1));
/// ```
pub const bias_constraint: () = ();

/// Whether training changes the kernel and the bias of `Dense` or of a convolution, or the parameters of a
/// normalization layer. `true` unless given. Of `Activation`, whether it changes the parameters of an activation that
/// `activation!` declares: `false` unless given.
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

/// The share of numbers that `Dropout` and `AlphaDropout` drop in training, or of channels that `SpatialDropout1D` and
/// `SpatialDropout2D` drop; and what stands for it in `GaussianDropout`, whose noise
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

/// The seed of a layer that leaves numbers to chance in training: `Dropout`, `GaussianDropout`, `GaussianNoise`, `AlphaDropout`,
/// `SpatialDropout1D`, `SpatialDropout2D`. Unless given, the seed of the training run decides, and no two layers draw the same numbers.
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
