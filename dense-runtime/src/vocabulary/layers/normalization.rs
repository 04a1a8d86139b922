//! Layers that make numbers comparable.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

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
