//! Layers that move numbers, or add and take away places.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// Zeros around an image, from `[height, width, channels]` to a larger one.
///
/// | argument | default | |
/// |---|---|---|
/// | `padding` | 1 | by position, too: a number for all sides; a pair of the height and the width; or `((top, bottom), (left, right))` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `zero_padding2d`, `zero_padding2d_1`, .. | |
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(1, 2, 1) -> ZeroPadding2D(((1, 0), (0, 1))));
/// assert_eq!(model.predict(&[[[5.0], [6.0]]]), [[[0.0], [0.0], [0.0]], [[5.0], [6.0], [0.0]]]);
/// ```
pub const ZeroPadding2D: () = ();

/// Zeros before and behind a sequence, from `[steps, features]` to a longer one.
///
/// | argument | default | |
/// |---|---|---|
/// | `padding` | 1 | by position, too: a number for both ends, or `(before, behind)` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `zero_padding1d`, `zero_padding1d_1`, .. | |
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 1) -> ZeroPadding1D((1, 2)));
/// assert_eq!(model.predict(&[[5.0], [6.0]]), [[0.0], [5.0], [6.0], [0.0], [0.0]]);
/// ```
pub const ZeroPadding1D: () = ();

/// An image without some of its border, from `[height, width, channels]` to a smaller one.
///
/// | argument | default | |
/// |---|---|---|
/// | `cropping` | 0 | by position, too: a number for all sides; a pair of the height and the width; or `((top, bottom), (left, right))` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `cropping2d`, `cropping2d_1`, .. | |
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 3, 1) -> Cropping2D(((0, 1), (1, 0))));
/// assert_eq!(model.predict(&[[[1.0], [2.0], [3.0]], [[4.0], [5.0], [6.0]]]), [[[2.0], [3.0]]]);
/// ```
pub const Cropping2D: () = ();

/// A sequence without some of its ends, from `[steps, features]` to a shorter one.
///
/// | argument | default | |
/// |---|---|---|
/// | `cropping` | 1 | by position, too: a number for both ends, or `(before, behind)` |
/// | `name` | `cropping1d`, `cropping1d_1`, .. | |
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(4, 1) -> Cropping1D((0, 2)));
/// assert_eq!(model.predict(&[[1.0], [2.0], [3.0], [4.0]]), [[1.0], [2.0]]);
/// ```
pub const Cropping1D: () = ();

/// A larger image, `[height · size, width · size, channels]`: each place several times, or numbers between those of neighboring places.
///
/// | argument | default | |
/// |---|---|---|
/// | `size` | 2 | how many places come of one, by position, too; a number, or a pair `(height, width)` |
/// | `interpolation` | `"nearest"` | each place several times; or `"bilinear"` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `name` | `up_sampling2d`, `up_sampling2d_1`, .. | |
///
/// With `"bilinear"`, a new place at `p` of an axis lies at `(p + ½) / size - ½` of the old one, and its number is on
/// the line between those of the two places next to it; beyond the first and the last place it is theirs. Unlike in
/// Keras, there are no `"bicubic"`, `"lanczos3"` and `"lanczos5"`.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(1, 2, 1) -> UpSampling2D((1, 2)));
/// assert_eq!(model.predict(&[[[1.0], [3.0]]]), [[[1.0], [1.0], [3.0], [3.0]]]);
///
/// let model = network!(Input(1, 2, 1) -> UpSampling2D((1, 2), interpolation = "bilinear"));
/// assert_eq!(model.predict(&[[[1.0], [3.0]]]), [[[1.0], [1.5], [2.5], [3.0]]]);
/// ```
pub const UpSampling2D: () = ();

/// Each step of a sequence several times, from `[steps, features]` to `[steps · size, features]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `size` | 2 | how many steps come of one; by position, too |
/// | `name` | `up_sampling1d`, `up_sampling1d_1`, .. | |
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 1) -> UpSampling1D(2));
/// assert_eq!(model.predict(&[[1.0], [3.0]]), [[1.0], [1.0], [3.0], [3.0]]);
/// ```
pub const UpSampling1D: () = ();

/// The axes in another order: `Permute(2, 1)` makes columns of rows.
///
/// | argument | default | |
/// |---|---|---|
/// | `dims` | must be given | each axis once, from 1 on, by position or as a tuple |
/// | `name` | `permute`, `permute_1`, .. | |
///
/// As in Keras, axis 0 is the batch. Axis `n` of the output is the axis of the input that stands at place `n`.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(2, 3) -> Permute(2, 1));
/// assert_eq!(model.predict(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]);
/// ```
pub const Permute: () = ();

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
