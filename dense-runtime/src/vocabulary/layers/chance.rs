//! Layers that work against overfitting, in training only.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

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

/// Makes whole channels of an image zero by chance: in training, `y[r][c][k] = 0` for all places with probability `rate`, otherwise
/// `x[r][c][k] / (1 - rate)`, for each channel `k` of each sample. Neighboring places say nearly the same, so that [`Dropout`] of single
/// numbers hides little. It does nothing in predictions. The shape stays, `[height, width, channels]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `rate` | must be given | from 0 to 1; by position, too |
/// | `data_format` | `"channels_last"` | the only one |
/// | `seed` | that of the training run | decides what is dropped |
/// | `name` | `spatial_dropout2d`, `spatial_dropout2d_1`, .. | |
///
/// Tompson et al., "Efficient Object Localization Using Convolutional Networks", 2015.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(28, 28, 1) -> Conv2D(8, 3, relu) -> SpatialDropout2D(0.2) -> Flatten -> Dense(10, softmax));
/// ```
pub const SpatialDropout2D: () = ();

/// Makes whole features of a sequence zero by chance: [`SpatialDropout2D`] for `[steps, features]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `rate` | must be given | from 0 to 1; by position, too |
/// | `seed` | that of the training run | decides what is dropped |
/// | `name` | `spatial_dropout1d`, `spatial_dropout1d_1`, .. | |
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(100, 3) -> Conv1D(8, 5, relu) -> SpatialDropout1D(0.2) -> Flatten -> Dense(1));
/// ```
pub const SpatialDropout1D: () = ();

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
