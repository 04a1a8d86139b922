//! The arguments of layers with windows: convolutions and pooling.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// The number of channels that a convolution gives: `Conv1D`, `Conv2D`, `SeparableConv1D`, `SeparableConv2D`, `Conv1DTranspose`,
/// `Conv2DTranspose`. It must be given; first by position.
///
/// A number from 1 on: a literal, a const expression, or a const parameter of the network.
///
/// ```
/// # use dense_runtime::network;
/// network! {
///     struct Net<const FILTERS: usize> { Input(8, 8, 1) -> Conv2D(FILTERS, 3, relu) -> GlobalMaxPooling2D -> Dense(1) }
/// }
/// ```
pub const filters: () = ();

/// How many places each window of a convolution sees. It must be given; second by position, and first in `DepthwiseConv1D` and
/// `DepthwiseConv2D`.
///
/// A number for all axes, or a pair `(height, width)`; literals or const expressions.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(8, 8, 1) -> Conv2D(4, kernel_size = (3, 5), activation = relu) -> [6, 4, 4]);
/// ```
pub const kernel_size: () = ();

/// How many places each window of a pooling layer sees; first by position. 2 unless given to `MaxPooling1D` and `MaxPooling2D`;
/// `AveragePooling1D` and `AveragePooling2D` need it, as in Keras.
///
/// A number for all axes, or a pair `(height, width)`; literals or const expressions.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(8, 8, 1) -> MaxPooling2D(pool_size = (2, 4)) -> [4, 2, 1]);
/// ```
pub const pool_size: () = ();

/// How far apart windows are. In convolutions 1 unless given. In pooling layers they lie next to each other unless given, as far apart
/// as they are large; second by position. In `Conv1DTranspose` and `Conv2DTranspose`, how far apart the windows are to which the places
/// of the input are added, and so how many times larger the output is.
///
/// A number for all axes, or a pair `(height, width)`; literals or const expressions. In a convolution they do not go together with a
/// `dilation_rate` above 1.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(28, 28, 1) -> Conv2D(8, 3, relu, strides = (2, 1)) -> [13, 26, 8]);
/// ```
pub const strides: () = ();

/// What is around the places. In layers with windows:
///
/// | | |
/// |---|---|
/// | `"valid"` | nothing: windows stay within the places; so unless given |
/// | `"same"` | zeros, as many as it takes for a window at each place, or each that strides come to; one more behind than before if need be |
/// | `"causal"` | zeros before the first step, so that no window sees a later one than its own; in `Conv1D` only |
///
/// With quotes, as in Keras, or without. Pooling leaves the zeros out of its maxima and means.
///
/// In `ZeroPadding1D` and `ZeroPadding2D`, the number of zeros on each side, 1 unless given; first by position. A number; for sequences
/// also `(before, behind)`; for images a number or a pair for the height and the width, `((top, bottom), (left, right))`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(
///     Input(28, 28, 1) -> Conv2D(8, 3, relu, padding = "same") -> [28, 28, 8] -> ZeroPadding2D(padding = (0, 2)) -> [28, 32, 8]
/// );
/// ```
pub const padding: () = ();

/// How far apart the places are that a window of a convolution sees. 1 unless given.
///
/// A number for all axes, or a pair `(height, width)`; literals or const expressions. Rates above 1 do not go together with strides
/// above 1.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(28, 28, 1) -> Conv2D(8, 3, relu, dilation_rate = 4) -> [20, 20, 8]);
/// ```
pub const dilation_rate: () = ();

/// Into how many groups `Conv1D` and `Conv2D` split channels and filters: the first of the filters see the first of the channels only,
/// and so on. 1 unless given. A literal, which divides both the channels and the filters.
///
/// ```
/// # use dense_runtime::{Network, network};
/// network! { struct Net { Input(8, 8, 4) -> Conv2D(6, 3, groups = 2) } }
/// assert_eq!(Net::PARAMETERS, 3 * 3 * 2 * 6 + 6);
/// ```
pub const groups: () = ();

/// How many numbers `DepthwiseConv1D` and `DepthwiseConv2D` make of each channel, and `SeparableConv1D` and `SeparableConv2D` in between.
/// 1 unless given. A literal.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(8, 8, 3) -> DepthwiseConv2D(3, depth_multiplier = 2) -> [6, 6, 6]);
/// ```
pub const depth_multiplier: () = ();

/// What the output of `Conv1DTranspose` and `Conv2DTranspose` has more at its end, below the stride. Where it is not given, the output is
/// `steps · stride` long with `padding = "same"`, and as long as the windows reach with `padding = "valid"`, but not less than that.
///
/// A number for all axes, or a pair `(height, width)`; literals.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4, 4, 8) -> Conv2DTranspose(2, 3, strides = 2, output_padding = 1) -> [10, 10, 2]);
/// ```
pub const output_padding: () = ();

/// The values with which the depthwise kernel of `DepthwiseConv1D`, `DepthwiseConv2D`, `SeparableConv1D` or `SeparableConv2D` begins.
/// `glorot_uniform` unless given; in the first two third by position.
///
/// One of the [initializers](crate::vocabulary::initializers) except `identity`, which is for matrices, or a value of a type of yours that
/// implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(8, 8, 3) -> DepthwiseConv2D(3, relu, depthwise_initializer = he_normal) -> Flatten -> Dense(1));
/// ```
pub const depthwise_initializer: () = ();

/// A penalty on the depthwise kernel of a depthwise or separable convolution, added to the loss. None unless given.
///
/// One of the [regularizers](crate::vocabulary::regularizers) except `orthogonal_regularizer`, which is for matrices, or a value of a type
/// of yours that implements [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(8, 8, 3) -> DepthwiseConv2D(3, depthwise_regularizer = l2(0.01)) -> Flatten -> Dense(1));
/// ```
pub const depthwise_regularizer: () = ();

/// What the depthwise kernel of a depthwise or separable convolution is brought back to after each step of training. None unless given.
///
/// One of the [constraints](crate::vocabulary::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(8, 8, 3) -> DepthwiseConv2D(3, depthwise_constraint = non_neg) -> Flatten -> Dense(1));
/// ```
pub const depthwise_constraint: () = ();

/// The values with which the pointwise kernel of `SeparableConv1D` or `SeparableConv2D` begins. `glorot_uniform` unless given.
///
/// One of the [initializers](crate::vocabulary::initializers) except `identity`, which is for matrices, or a value of a type of yours that
/// implements [`Initializer`](crate::initializer::Initializer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(8, 8, 3) -> SeparableConv2D(4, 3, pointwise_initializer = he_normal) -> Flatten -> Dense(1));
/// ```
pub const pointwise_initializer: () = ();

/// A penalty on the pointwise kernel of `SeparableConv1D` or `SeparableConv2D`, added to the loss. None unless given.
///
/// One of the [regularizers](crate::vocabulary::regularizers) except `orthogonal_regularizer`, which is for matrices, or a value of a type
/// of yours that implements [`Regularizer`](crate::regularizer::Regularizer).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(8, 8, 3) -> SeparableConv2D(4, 3, pointwise_regularizer = l2(0.01)) -> Flatten -> Dense(1));
/// ```
pub const pointwise_regularizer: () = ();

/// What the pointwise kernel of `SeparableConv1D` or `SeparableConv2D` is brought back to after each step of training. None unless given.
///
/// One of the [constraints](crate::vocabulary::constraints), or a value of a type of yours that implements
/// [`Constraint`](crate::constraint::Constraint).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(
///     Input(8, 8, 3) -> SeparableConv2D(4, 3, pointwise_constraint = max_norm(2.0, axis = 2)) -> Flatten -> Dense(1)
/// );
/// ```
pub const pointwise_constraint: () = ();
