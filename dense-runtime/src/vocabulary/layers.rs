//! The layers of `network!`, each a documented constant.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// What goes into the network: one sample. It stands first, and may be left out.
///
/// `Input(784)` is a vector, `[f32; 784]` in `predict`; `Input(28, 28, 1)` an image, `[[[f32; 1]; 28]; 28]`. Without an
/// `Input` or its sizes the input is a vector of any length: a const parameter `INPUT` of the network, which Rust
/// infers.
///
/// | argument | default | |
/// |---|---|---|
/// | `shape` | inferred | one to eight sizes, by position or as a tuple |
/// | `dtype` | `f32` | `f32` or `f64`: the type of all numbers of the network |
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

/// An activation as a layer of its own: `y = activation(x)`, in the shape of `x`. The words work on each number alone,
/// except `softmax` and `log_softmax`, which work along the last axis.
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
/// | `name` | `dropout`, `dropout_1`, .. | |
///
/// Unlike in Keras, there is no `noise_shape` and no `seed`: the seed of the training run decides what is dropped.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(784) -> Dense(64, relu) -> Dropout(0.5) -> Dense(10, softmax));
/// ```
pub const Dropout: () = ();

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
