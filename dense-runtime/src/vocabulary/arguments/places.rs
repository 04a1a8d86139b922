//! The arguments of layers that move numbers, or add and take away places.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// Which axis the channels are on, in layers over images and sequences: the last one, which is all that can be said.
///
/// `"channels_last"`, with quotes or without. It is there for networks that come from Keras, and need not be written.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(28, 28, 1) -> MaxPooling2D(2, data_format = "channels_last") -> [14, 14, 1]);
/// ```
pub const data_format: () = ();

/// Whether a layer that leaves one number of all places keeps the axes of these, with the length 1: `GlobalMaxPooling1D`,
/// `GlobalMaxPooling2D`, `GlobalAveragePooling1D`, `GlobalAveragePooling2D`. `false` unless given.
///
/// `true` or `false`, literally: what is compiled depends on it.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(28, 28, 3) -> GlobalAveragePooling2D(keepdims = true) -> [1, 1, 3]);
/// ```
pub const keepdims: () = ();

/// How many places `Cropping1D` and `Cropping2D` take away from each side; first by position. 1 unless given to `Cropping1D`, and 0 unless
/// given to `Cropping2D`, as in Keras.
///
/// A number; for sequences also `(before, behind)`; for images a number or a pair for the height and the width,
/// `((top, bottom), (left, right))`. Literals or const expressions.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(28, 28, 1) -> Cropping2D(cropping = ((1, 2), (0, 3))) -> [25, 25, 1]);
/// ```
pub const cropping: () = ();

/// How many places `UpSampling1D` and `UpSampling2D` make of one; first by position. 2 unless given.
///
/// A number for all axes, or a pair `(height, width)`; literals or const expressions.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(7, 7, 8) -> UpSampling2D(size = (2, 4)) -> [14, 28, 8]);
/// ```
pub const size: () = ();

/// What `UpSampling2D` puts between places: `"nearest"`, the number of the place itself, so unless given; or `"bilinear"`, numbers between
/// those of neighboring places. With quotes, as in Keras, or without.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(7, 7, 8) -> UpSampling2D(2, interpolation = "bilinear") -> [14, 14, 8]);
/// ```
pub const interpolation: () = ();

/// The order in which `Permute` has the axes of its input. It must be given; by position the axes need no tuple: `Permute(2, 1)`.
///
/// Literals: each axis once, from 1 on, because axis 0 is the batch.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(28, 14, 3) -> Permute(dims = (3, 1, 2)) -> [3, 28, 14]);
/// ```
pub const dims: () = ();
