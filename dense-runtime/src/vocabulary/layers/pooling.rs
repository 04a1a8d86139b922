//! Layers that leave one number of many places.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// The largest number in each window of an image, for each channel by itself: `y[r][c][k] = max x[r · s + i][c · s + j][k]` over all `i`
/// and `j`, from `[height, width, channels]` to `[rows, columns, channels]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `pool_size` | 2 | a number, or a pair `(height, width)`; first by position |
/// | `strides` | `pool_size` | how far apart windows are; a number or a pair; second by position |
/// | `padding` | `"valid"` | or `"same"` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `max_pooling2d`, `max_pooling2d_1`, .. | |
///
/// There are as many rows and columns as for [`Conv2D`](super::Conv2D). What is padded is never the largest. On the way back, the first
/// place that has the largest number gets all of the gradient.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 4, 1) -> MaxPooling2D(2));
/// let y = model.predict(&[[[1.0], [2.0], [5.0], [6.0]], [[3.0], [4.0], [8.0], [7.0]]]);
/// assert_eq!(y, [[[4.0], [8.0]]]);
/// ```
pub const MaxPooling2D: () = ();

/// The largest number in each window of a sequence, for each feature by itself: [`MaxPooling2D`] from `[steps, features]` to
/// `[windows, features]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `pool_size` | 2 | first by position |
/// | `strides` | `pool_size` | how far apart windows are; second by position |
/// | `padding` | `"valid"` | or `"same"` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `max_pooling1d`, `max_pooling1d_1`, .. | |
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(4, 1) -> MaxPooling1D(2));
/// assert_eq!(model.predict(&[[1.0], [2.0], [5.0], [4.0]]), [[2.0], [5.0]]);
/// ```
pub const MaxPooling1D: () = ();

/// The mean of each window of an image, for each channel by itself, from `[height, width, channels]` to `[rows, columns, channels]`. With
/// `padding = "same"`, the mean is that of the places that are there, without those that are padded.
///
/// | argument | default | |
/// |---|---|---|
/// | `pool_size` | must be given | a number, or a pair `(height, width)`; first by position |
/// | `strides` | `pool_size` | how far apart windows are; a number or a pair; second by position |
/// | `padding` | `"valid"` | or `"same"` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `average_pooling2d`, `average_pooling2d_1`, .. | |
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 3, 1) -> AveragePooling2D(2, padding = "same"));
/// let y = model.predict(&[[[1.0], [2.0], [5.0]], [[3.0], [4.0], [8.0]]]);
/// assert_eq!(y, [[[2.5], [6.5]]]);
/// ```
pub const AveragePooling2D: () = ();

/// The mean of each window of a sequence, for each feature by itself: [`AveragePooling2D`] from `[steps, features]` to
/// `[windows, features]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `pool_size` | must be given | first by position |
/// | `strides` | `pool_size` | how far apart windows are; second by position |
/// | `padding` | `"valid"` | or `"same"` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `average_pooling1d`, `average_pooling1d_1`, .. | |
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(4, 1) -> AveragePooling1D(2));
/// assert_eq!(model.predict(&[[1.0], [2.0], [5.0], [4.0]]), [[1.5], [4.5]]);
/// ```
pub const AveragePooling1D: () = ();

/// The largest number of all places of an image, for each channel by itself: from `[height, width, channels]` to `[channels]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `keepdims` | `false` | if `true`, it gives `[1, 1, channels]` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `global_max_pooling2d`, `global_max_pooling2d_1`, .. | |
///
/// It takes no argument by position, and the parentheses may be left out. The sizes of the image may be const parameters. On the way
/// back, all places that have the largest number share the gradient.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 2, 1) -> GlobalMaxPooling2D);
/// assert_eq!(model.predict(&[[[1.0], [7.0]], [[3.0], [4.0]]]), [7.0]);
/// ```
pub const GlobalMaxPooling2D: () = ();

/// The largest number of all steps of a sequence, for each feature by itself: from `[steps, features]` to `[features]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `keepdims` | `false` | if `true`, it gives `[1, features]` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `global_max_pooling1d`, `global_max_pooling1d_1`, .. | |
///
/// It takes no argument by position, and the parentheses may be left out. On the way back, all steps that have the largest number share
/// the gradient.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 3) -> GlobalMaxPooling1D);
/// assert_eq!(model.predict(&[[1.0, 2.0, 9.0], [5.0, 6.0, 7.0]]), [5.0, 6.0, 9.0]);
/// ```
pub const GlobalMaxPooling1D: () = ();

/// The mean over all places of an image, for each channel by itself: `y[k] = Σ x[r][c][k] / (height · width)`, from
/// `[height, width, channels]` to `[channels]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `keepdims` | `false` | if `true`, it gives `[1, 1, channels]` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `global_average_pooling2d`, `global_average_pooling2d_1`, .. | |
///
/// It takes no argument by position, and the parentheses may be left out. The sizes of the image may be const parameters.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 2, 1) -> GlobalAveragePooling2D);
/// assert_eq!(model.predict(&[[[1.0], [2.0]], [[3.0], [4.0]]]), [2.5]);
/// ```
pub const GlobalAveragePooling2D: () = ();

/// The mean over the steps of a sequence: `y[f] = Σ x[s][f] / steps`, from `[steps, features]` to `[features]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `keepdims` | `false` | if `true`, it gives `[1, features]` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `global_average_pooling1d`, `global_average_pooling1d_1`, .. | |
///
/// It takes no argument by position, and the parentheses may be left out. There are no masks as in Keras.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 3) -> GlobalAveragePooling1D);
/// assert_eq!(model.predict(&[[1.0, 2.0, 3.0], [5.0, 6.0, 7.0]]), [3.0, 4.0, 5.0]);
/// ```
pub const GlobalAveragePooling1D: () = ();
