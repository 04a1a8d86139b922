//! The layers of `network!`, each a documented constant.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

mod convolution;
mod places;
mod pooling;

pub use convolution::*;
pub use places::*;
pub use pooling::*;

/// What goes into the network: one sample. It stands first, and may be left out.
///
/// `Input(784)` is a vector, `[f32; 784]` in `predict`; `Input(28, 28, 1)` an image, `[[[f32; 1]; 28]; 28]`. Without an
/// `Input` or its sizes the input is a vector of any length: a const parameter `INPUT` of the network, which Rust
/// infers.
///
/// | argument | default | |
/// |---|---|---|
/// | `shape` | inferred | one to eight sizes, by position or as a tuple |
/// | `dtype` | `f32` | `f32` or `f64`: the type of all numbers of the network; or `u32` for indices, which go into [`Embedding`] |
///
/// Unlike in Keras, the input is no layer and has no `name`. As there, the batch is not part of the shape.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(28, 28, 1) -> Flatten -> Dense(10, softmax));
/// let probabilities = model.predict(&[[[0.5]; 28]; 28]);
/// ```
pub const Input: () = ();

/// A layer whose units all see the whole input: `y = activation(x · kernel + bias)`, where `x` is `[inputs]`, `kernel`
/// `[inputs, units]`, and `bias` and `y` are `[units]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `units` | must be given | the number of outputs; first by position |
/// | `activation` | `linear` | second by position |
/// | `kernel_initializer` | `glorot_uniform` | third by position |
/// | `use_bias` | `true` | whether `bias` is there |
/// | `bias_initializer` | `zeros` | |
/// | `trainable` | `true` | whether training changes `kernel` and `bias` |
/// | `name` | `dense`, `dense_1`, .. | |
/// | `kernel_regularizer`, `bias_regularizer` | none | penalties that are added to the loss |
/// | `kernel_constraint`, `bias_constraint` | none | what parameters are brought back to after each step of training |
/// | `activity_regularizer` | none | a penalty on what the layer gives for a sample, added to its loss |
///
/// Unlike in Keras, the input is a vector: put `Flatten` before it (Keras works on the last axis). The third argument
/// by position is the initializer, not `use_bias`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(784) -> Dense(64, relu, he_normal) -> Dense(10, softmax, use_bias = false));
/// ```
pub const Dense: () = ();

/// A row of a table for each index of the input: `y = embeddings[x]`, where `x` are indices, `[u32; N]` or arrays of those, and
/// `embeddings` is `[input_dim, output_dim]`. What it gives has the shape of the input with one axis more, `[.., output_dim]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `input_dim` | must be given | the number of rows: indices go from 0 to one less; first by position |
/// | `output_dim` | must be given | the length of a row; second by position |
/// | `embeddings_initializer` | `uniform` | third by position |
/// | `embeddings_regularizer` | none | a penalty that is added to the loss |
/// | `embeddings_constraint` | none | what the table is brought back to after each step of training |
/// | `dtype` | `f32` | `f32` or `f64`: the type of all numbers of the network |
/// | `trainable` | `true` | whether training changes `embeddings` |
/// | `name` | `embedding` | |
///
/// It stands directly behind `Input(.., dtype = u32)`; only `Flatten` and `Reshape` may be between them. Behind it come
/// [`Flatten`] or [`GlobalAveragePooling1D`] for a [`Dense`].
///
/// Training refuses an index without a row ([`Error::Index`](crate::Error::Index)). A prediction, which cannot fail, takes a row of NaN
/// for it, as Keras does on JAX. In training, all rows of the table take the optimizer's step, also those that the batch did not look
/// up, as in Keras. There is no `mask_zero`: 0 is an index like others.
///
/// ```
/// use dense_runtime::{Network, network};
///
/// network! {
///     pub struct Words {
///         Input(10, dtype = u32) -> Embedding(1000, 16) -> GlobalAveragePooling1D -> Dense(1, sigmoid)
///     }
/// }
///
/// let model = Words::new(42);
/// let [yes] = model.predict(&[7, 1, 999, 1, 4, 0, 0, 0, 0, 0]);
/// assert!(yes > 0.0 && yes < 1.0);
/// assert!(model.predict(&[1000; 10])[0].is_nan());
/// ```
pub const Embedding: () = ();

/// An activation as a layer of its own: `y = activation(x)`, in the shape of `x`. The words work on each number alone,
/// except `softmax`, `log_softmax` and `sparsemax`, which work along the last axis.
///
/// | argument | default | |
/// |---|---|---|
/// | `activation` | must be given | by position, too |
/// | `trainable` | `false` | whether the parameters of the activation are trained |
/// | `name` | `activation`, `activation_1`, .. | |
///
/// `Dense(64, relu)` computes the same as `Dense(64) -> Activation(relu)`.
///
/// With `trainable = true` the activation is one that [`activation!`](crate::activation!) declares with parameters. The layer has a
/// tensor `parameters`, as long as there are parameters, which begins with the values that they are given, and which all its
/// units share. The derivatives by the parameters come from the formula, too.
///
/// ```
/// # use dense_runtime::{Network, activation, network};
/// activation! { struct Swish(x; beta = 1.0) = x * sigmoid(beta * x); }
///
/// network! { struct Net { Input(4) -> Dense(8) -> Activation(Swish(beta = 1.5), trainable = true) -> Dense(1) } }
///
/// let model = Net::new(1);
/// assert_eq!(model.tensor("activation.parameters"), Some(&[1.5][..]));
/// ```
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> Dropout(0.1) -> Activation(relu) -> Dense(1));
/// ```
pub const Activation: () = ();

/// `relu` as a layer of its own.
///
/// | argument | default | |
/// |---|---|---|
/// | `max_value` | none | the largest output; by position, too |
/// | `negative_slope` | 0 | below `threshold`; second by position |
/// | `threshold` | 0 | what is below is small; third by position |
/// | `name` | `re_lu`, `re_lu_1`, .. | |
///
/// As in Keras, the order of the arguments is not that of the word [`relu`](crate::activation::words::relu), where
/// `negative_slope` comes first.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> ReLU(6) -> Dense(1));
/// ```
pub const ReLU: () = ();

/// `leaky_relu` as a layer of its own. As in Keras, its slope is another than that of the word
/// [`leaky_relu`](crate::activation::words::leaky_relu) unless given.
///
/// | argument | default | |
/// |---|---|---|
/// | `negative_slope` | 0.3 | by position, too |
/// | `name` | `leaky_re_lu`, `leaky_re_lu_1`, .. | |
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> LeakyReLU(0.1) -> Dense(1));
/// ```
pub const LeakyReLU: () = ();

/// Keeps positive numbers and multiplies the others by slopes that are learned: `y = x` where `x > 0`, else `y = alpha · x`. Each
/// number of a sample has a slope of its own, unless they are shared. The slope where `x = 0` counts as 0.
///
/// | argument | default | |
/// |---|---|---|
/// | `alpha_initializer` | `zeros` | the slopes before training |
/// | `alpha_regularizer`, `alpha_constraint` | none | |
/// | `shared_axes` | none | axes along which numbers share a slope, as in `[1, 2]` for the height and the width of an image; axis 0 is the batch |
/// | `trainable` | `true` | whether training changes `alpha` |
/// | `name` | `p_re_lu`, `p_re_lu_1`, .. | |
///
/// It takes no argument by position. `alpha` has the shape of a sample, with 1 for the axes that share.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> PReLU(alpha_initializer = constant(0.25)) -> Dense(1));
/// ```
pub const PReLU: () = ();

/// `elu` as a layer of its own.
///
/// | argument | default | |
/// |---|---|---|
/// | `alpha` | 1 | by position, too |
/// | `name` | `elu`, `elu_1`, .. | |
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> ELU(0.5) -> Dense(1));
/// ```
pub const ELU: () = ();

/// `softmax` along the last axis as a layer of its own.
///
/// | argument | default | |
/// |---|---|---|
/// | `name` | `softmax`, `softmax_1`, .. | |
///
/// It takes no argument by position. Unlike in Keras, there is no `axis`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(3) -> Softmax);
/// ```
pub const Softmax: () = ();

/// Brings each column, the numbers at one place of the last axis, to a mean of `beta` and a standard deviation of `gamma`, which are
/// learned: `y = (x - mean) / √(variance + epsilon) · gamma + beta`.
///
/// In training, mean and variance are those of the whole batch, over its samples and all axes but the last; the variance is the
/// biased one. Two further tensors, `moving_mean` and `moving_variance`, follow them: `moving = moving · momentum + batch · (1 -
/// momentum)` after each step. In predictions and evaluations they take the place of the batch, so each sample stands for itself.
///
/// | argument | default | |
/// |---|---|---|
/// | `momentum` | 0.99 | from 0 to 1 |
/// | `epsilon` | 0.001 | above 0 |
/// | `center` | `true` | whether there is a `beta` |
/// | `scale` | `true` | whether there is a `gamma` |
/// | `beta_initializer`, `gamma_initializer` | `zeros`, `ones` | |
/// | `moving_mean_initializer`, `moving_variance_initializer` | `zeros`, `ones` | |
/// | `beta_regularizer`, `gamma_regularizer` | none | |
/// | `beta_constraint`, `gamma_constraint` | none | |
/// | `trainable` | `true` | if `false`, nothing of it changes and it is the same in training as in predictions, as in Keras |
/// | `name` | `batch_normalization`, `batch_normalization_1`, .. | |
///
/// It takes no argument by position. A column that is the same in all of a batch, as all are in a batch of one sample, becomes
/// `beta`. A `Dense` before it needs no bias, which the mean takes away again. `Network::fold` makes a network of a
/// trained one in which the layer is a part of the `Dense` next to it. Unlike in Keras, there is no `axis`, no `renorm` and no
/// `synchronized`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(
///     Input(4) -> Dense(8, use_bias = false) -> BatchNormalization(momentum = 0.9) -> Activation(relu) -> Dense(1)
/// );
/// ```
pub const BatchNormalization: () = ();

/// Makes each row, along the last axis, comparable to others: `y = gamma · (x - mean) / √(variance + epsilon) + beta`, where `gamma`
/// and `beta` are as long as a row and are learned. Mean and variance are those of the row alone, in training as in predictions.
///
/// | argument | default | |
/// |---|---|---|
/// | `epsilon` | 0.001 | above 0 |
/// | `center` | `true` | whether `beta` is there |
/// | `scale` | `true` | whether `gamma` is there |
/// | `beta_initializer`, `gamma_initializer` | `zeros`, `ones` | |
/// | `beta_regularizer`, `gamma_regularizer` | none | penalties that are added to the loss |
/// | `beta_constraint`, `gamma_constraint` | none | what they are brought back to after each step of training |
/// | `trainable` | `true` | whether training changes `gamma` and `beta` |
/// | `name` | `layer_normalization`, `layer_normalization_1`, .. | |
///
/// It takes no argument by position. A row of equal numbers becomes `beta`. Unlike in Keras, there is no `axis`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> LayerNormalization -> Activation(relu) -> Dense(1));
/// ```
pub const LayerNormalization: () = ();

/// Makes each row, along the last axis, of one size: `y = scale · x / √(mean(x²) + epsilon)`, where `scale` is as long as a row
/// and is learned.
///
/// | argument | default | |
/// |---|---|---|
/// | `epsilon` | 0.000001 | above 0 |
/// | `trainable` | `true` | whether training changes `scale`, which begins as ones |
/// | `name` | `rms_normalization`, `rms_normalization_1`, .. | |
///
/// It takes no argument by position. A row of zeros stays one. Unlike in Keras, there is no `axis`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> RMSNormalization -> Dense(1));
/// ```
pub const RMSNormalization: () = ();

/// Brings each column of the inputs, the numbers at one place of the last axis, to mean 0 and variance 1:
/// `y = (x - mean) / max(√variance, 1e-7)`. There is nothing to learn: `Network::adapt` takes mean and variance from the training
/// samples, or the network says them.
///
/// | argument | default | |
/// |---|---|---|
/// | `mean`, `variance` | from the data; 0 and 1 before that | both or neither: a number for all columns, or a list as in `[0.5, 2.0]` |
/// | `invert` | `false` | if `true`, `y = mean + x · max(√variance, 1e-7)` |
/// | `name` | `normalization`, `normalization_1`, .. | |
///
/// It takes no argument by position. Unless it has a `mean` and a `variance`, it stands at the beginning, where only layers that change
/// the shape may be before it. Both are tensors of the network, which are saved with it and which training leaves as they are; unlike
/// in Keras, there is no `axis`, and no third one with a count. A column that was the same in all samples becomes 0 where it still is
/// that, and is far from 0 elsewhere.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let mut model = network!(Input(2) -> Normalization -> Dense(1));
/// model.adapt(&[[1.0, 200.0], [3.0, 400.0]])?;
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub const Normalization: () = ();

/// Makes each row, along the last axis, a vector of length 1: `y = x / √(Σx²)`. There is nothing to learn.
///
/// | argument | default | |
/// |---|---|---|
/// | `name` | `unit_normalization`, `unit_normalization_1`, .. | |
///
/// It takes no argument by position. A row of zeros stays one, and sends no gradient back. Unlike in Keras, there is no `axis`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> UnitNormalization);
/// ```
pub const UnitNormalization: () = ();

/// `y = scale · x + offset`, with numbers that are not learned: `Rescaling(1.0 / 255.0)` brings the pixels of an image to 0 to 1.
///
/// | argument | default | |
/// |---|---|---|
/// | `scale` | must be given | by position, too |
/// | `offset` | 0 | second by position |
/// | `name` | `rescaling`, `rescaling_1`, .. | |
///
/// Both are numbers. (Keras takes arrays, too.)
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2) -> Rescaling(1.0 / 127.5, offset = -1.0));
/// assert_eq!(model.predict(&[0.0, 255.0]), [-1.0, 1.0]);
/// ```
pub const Rescaling: () = ();

/// Makes numbers zero by chance, against overfitting: in training, `y = 0` with probability `rate`, otherwise
/// `y = x / (1 - rate)`, for each number of each sample. It does nothing in predictions. The shape stays.
///
/// | argument | default | |
/// |---|---|---|
/// | `rate` | must be given | from 0 to 1; by position, too |
/// | `seed` | that of the training run | decides what is dropped |
/// | `name` | `dropout`, `dropout_1`, .. | |
///
/// Unlike in Keras, there is no `noise_shape`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(784) -> Dense(64, relu) -> Dropout(0.5) -> Dense(10, softmax));
/// ```
pub const Dropout: () = ();

/// Multiplies numbers by noise, against overfitting: in training, `y = x · (1 + √(rate / (1 - rate)) · z)`, with a new `z` from the
/// standard normal distribution for each number of each sample. The noise has the variance of what `Dropout` multiplies by. It does
/// nothing in predictions. The shape stays.
///
/// | argument | default | |
/// |---|---|---|
/// | `rate` | must be given | at least 0 and below 1; by position, too |
/// | `seed` | that of the training run | decides what is drawn; second by position |
/// | `name` | `gaussian_dropout`, `gaussian_dropout_1`, .. | |
///
/// A rate of 1, by which the formula divides by 0, does not compile (Keras fails when it trains).
///
/// Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", 2014, section 10.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(784) -> Dense(64, relu) -> GaussianDropout(0.3) -> Dense(10, softmax));
/// ```
pub const GaussianDropout: () = ();

/// Adds noise to numbers, against overfitting: in training, `y = x + stddev · z`, with a new `z` from the standard normal
/// distribution for each number of each sample. It does nothing in predictions. The shape stays.
///
/// | argument | default | |
/// |---|---|---|
/// | `stddev` | must be given | from 0 to 1; by position, too |
/// | `seed` | that of the training run | decides what is drawn; second by position |
/// | `name` | `gaussian_noise`, `gaussian_noise_1`, .. | |
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(784) -> GaussianNoise(0.1) -> Dense(64, relu) -> Dense(10, softmax));
/// ```
pub const GaussianNoise: () = ();

/// Dropout for layers with `selu`: in training, `y = a · α + b` with probability `rate`, otherwise `y = a · x + b`, for each number of
/// each sample. Here `α = -1.7580993408473766` is the limit of `selu` for small numbers, and
/// `a = 1 / √((1 - rate) · (1 + rate · α²))` and `b = -a · α · rate` keep mean 0 and variance 1. It does nothing in predictions. The
/// shape stays.
///
/// | argument | default | |
/// |---|---|---|
/// | `rate` | must be given | at least 0 and below 1; by position, too |
/// | `seed` | that of the training run | decides what is dropped |
/// | `name` | `alpha_dropout`, `alpha_dropout_1`, .. | |
///
/// Unlike in Keras, there is no `noise_shape`. A rate of 1, by which the formula divides by 0, does not compile (Keras fails when it
/// trains).
///
/// Klambauer et al., "Self-Normalizing Neural Networks", 2017.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(784) -> Dense(64, selu, lecun_normal) -> AlphaDropout(0.1) -> Dense(10, softmax));
/// ```
pub const AlphaDropout: () = ();

/// A penalty on what comes through, which is added to the loss of each sample: `l1 · Σ|x| + l2 · Σx²`. The numbers and the
/// shape stay, and predictions know nothing of it.
///
/// | argument | default | |
/// |---|---|---|
/// | `l1` | 0 | the factor of the sizes; by position, too |
/// | `l2` | 0 | the factor of the squares; second by position |
/// | `name` | `activity_regularization`, `activity_regularization_1`, .. | |
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> ActivityRegularization(l1 = 0.001) -> Dense(1));
/// ```
pub const ActivityRegularization: () = ();

/// The mean over the steps of a sequence: `y[f] = Σ x[s][f] / steps`, from `[steps, features]` to `[features]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `name` | `global_average_pooling1d`, `global_average_pooling1d_1`, .. | |
///
/// It takes no argument by position, and the parentheses may be left out. Unlike in Keras, there is no `data_format` and no
/// `keepdims`.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 3) -> GlobalAveragePooling1D);
/// assert_eq!(model.predict(&[[1.0, 2.0, 3.0], [5.0, 6.0, 7.0]]), [3.0, 4.0, 5.0]);
/// ```
pub const GlobalAveragePooling1D: () = ();

/// Makes a vector of an array: `[d0, d1, ..]` becomes `[d0 · d1 · ..]`, in row-major order. It computes nothing.
///
/// | argument | default | |
/// |---|---|---|
/// | `name` | `flatten`, `flatten_1`, .. | |
///
/// It takes no argument by position, and the parentheses may be left out. Sizes that are const generics cannot be
/// multiplied: write `Reshape(FLAT)` with a parameter for the product. Unlike in Keras, there is no `data_format`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(28, 28, 1) -> Flatten -> [784] -> Dense(10, softmax));
/// ```
pub const Flatten: () = ();

/// Gives the numbers another shape, in row-major order. It computes nothing.
///
/// | argument | default | |
/// |---|---|---|
/// | `target_shape` | must be given | sizes with the same product, by position or as a tuple |
/// | `name` | `reshape`, `reshape_1`, .. | |
///
/// One of the sizes may be `-1`: it follows from the others and from the shape before, whose sizes must then be
/// literals. As in Keras, the batch is not part of the shape.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(16, relu) -> Reshape(4, -1) -> [4, 4] -> Activation(softmax));
/// ```
pub const Reshape: () = ();
