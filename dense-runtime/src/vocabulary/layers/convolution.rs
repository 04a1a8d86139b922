//! Layers that multiply what windows see by a kernel.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// A convolution over an image: `y[r][c][f] = activation(bias[f] + Σ x[r · s + i · d][c · s + j · d][k] · kernel[i][j][k][f])`, the sum
/// over all `i`, `j` and `k`, where `s` are the strides and `d` the dilation rate. As in Keras, the kernel is not mirrored.
///
/// `x` is `[height, width, channels]`, `kernel` `[kernel height, kernel width, channels / groups, filters]`, `bias` `[filters]`, and `y`
/// `[rows, columns, filters]`. With `padding = "valid"` there are `(height - (kernel height - 1) · d - 1) / s + 1` rows, rounded down, and
/// with `padding = "same"` `height / s`, rounded up; the same is true of columns.
///
/// | argument | default | |
/// |---|---|---|
/// | `filters` | must be given | the channels of the output; first by position |
/// | `kernel_size` | must be given | a number, or a pair `(height, width)`; second by position |
/// | `activation` | `linear` | third by position |
/// | `kernel_initializer` | `glorot_uniform` | fourth by position |
/// | `strides` | 1 | how far apart windows are; a number or a pair |
/// | `padding` | `"valid"` | or `"same"` |
/// | `data_format` | `"channels_last"` | the only one |
/// | `dilation_rate` | 1 | how far apart the places are that a window sees; a number or a pair |
/// | `groups` | 1 | into how many groups channels and filters are split; each group of filters sees one of channels |
/// | `use_bias` | `true` | whether `bias` is there |
/// | `bias_initializer` | `zeros` | |
/// | `kernel_regularizer`, `bias_regularizer` | none | penalties that are added to the loss |
/// | `activity_regularizer` | none | a penalty on what the layer gives for a sample, added to its loss |
/// | `kernel_constraint`, `bias_constraint` | none | what parameters are brought back to after each step of training |
/// | `trainable` | `true` | whether training changes `kernel` and `bias` |
/// | `name` | `conv2d`, `conv2d_1`, .. | |
///
/// Strides above 1 and a dilation rate above 1 do not go together, as in Keras. Unlike in Keras, `strides` and what follows are given by
/// keyword. Sizes of images and kernels are literals or const expressions, and `filters` may be a const parameter, too.
///
/// ```
/// # use dense_runtime::{Network, network};
/// network! {
///     struct Digits {
///         Input(28, 28, 1)
///             -> Conv2D(8, 3, relu) -> [26, 26, 8]
///             -> Conv2D(16, (3, 5), relu, he_normal, strides = 2, padding = "same") -> [13, 13, 16]
///             -> Flatten -> Dense(10, softmax)
///     }
/// }
///
/// let probabilities = Digits::new(42).predict(&[[[0.5]; 28]; 28]);
/// assert_eq!(probabilities.len(), 10);
/// ```
///
/// A kernel that finds edges:
///
/// ```
/// # use dense_runtime::{Network, network};
/// let mut model = network!(Input(1, 4, 1) -> Conv2D(1, (1, 2), use_bias = false));
/// model.tensor_mut("conv2d.kernel").unwrap().copy_from_slice(&[-1.0, 1.0]);
/// assert_eq!(model.predict(&[[[0.0], [0.0], [7.0], [7.0]]]), [[[0.0], [7.0], [0.0]]]);
/// ```
pub const Conv2D: () = ();

/// A convolution over a sequence: `y[t][f] = activation(bias[f] + Σ x[t · s + i · d][k] · kernel[i][k][f])`, the sum over all `i` and `k`,
/// where `s` is the stride and `d` the dilation rate.
///
/// `x` is `[steps, features]`, `kernel` `[kernel size, features / groups, filters]`, `bias` `[filters]`, and `y` `[windows, filters]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `filters` | must be given | the features of the output; first by position |
/// | `kernel_size` | must be given | how many steps a window sees; second by position |
/// | `activation` | `linear` | third by position |
/// | `kernel_initializer` | `glorot_uniform` | fourth by position |
/// | `strides` | 1 | how far apart windows are |
/// | `padding` | `"valid"` | or `"same"`; or `"causal"`, with which no window sees a later step than its own |
/// | `dilation_rate` | 1 | how far apart the steps are that a window sees |
/// | `groups` | 1 | into how many groups features and filters are split |
/// | `name` | `conv1d`, `conv1d_1`, .. | |
///
/// All other arguments are those of [`Conv2D`].
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(
///     Input(100, 3) -> Conv1D(16, 5, relu, padding = "causal") -> [100, 16] -> GlobalMaxPooling1D -> Dense(1, sigmoid)
/// );
/// let [yes] = model.predict(&[[0.1, 0.2, 0.3]; 100]);
/// assert!(yes > 0.0 && yes < 1.0);
/// ```
pub const Conv1D: () = ();

/// A convolution of each channel of an image by itself:
/// `y[r][c][k · m + n] = activation(bias[k · m + n] + Σ x[r · s + i · d][c · s + j · d][k] · kernel[i][j][k][n])`, the sum over all `i` and
/// `j`, where `m` is the depth multiplier.
///
/// `x` is `[height, width, channels]`, `kernel` `[kernel height, kernel width, channels, depth_multiplier]`, `bias`
/// `[channels · depth_multiplier]`, and `y` `[rows, columns, channels · depth_multiplier]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `kernel_size` | must be given | a number, or a pair `(height, width)`; first by position |
/// | `activation` | `linear` | second by position |
/// | `depthwise_initializer` | `glorot_uniform` | third by position |
/// | `depth_multiplier` | 1 | how many numbers come of each channel |
/// | `depthwise_regularizer`, `depthwise_constraint` | none | |
/// | `name` | `depthwise_conv2d`, `depthwise_conv2d_1`, .. | |
///
/// All other arguments are those of [`Conv2D`], without `groups`. As in Keras, the tensor is called `kernel`, and the arguments that are
/// about it begin with `depthwise`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(
///     Input(8, 8, 3) -> DepthwiseConv2D(3, relu, depth_multiplier = 2) -> [6, 6, 6] -> Flatten -> Dense(1)
/// );
/// ```
pub const DepthwiseConv2D: () = ();

/// A convolution of each feature of a sequence by itself: [`DepthwiseConv2D`] for `[steps, features]`. `kernel` is
/// `[kernel size, features, depth_multiplier]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `kernel_size` | must be given | how many steps a window sees; first by position |
/// | `activation` | `linear` | second by position |
/// | `depthwise_initializer` | `glorot_uniform` | third by position |
/// | `depth_multiplier` | 1 | how many numbers come of each feature |
/// | `name` | `depthwise_conv1d`, `depthwise_conv1d_1`, .. | |
///
/// All other arguments are those of [`DepthwiseConv2D`].
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(100, 3) -> DepthwiseConv1D(5, relu) -> [96, 3] -> Flatten -> Dense(1));
/// ```
pub const DepthwiseConv1D: () = ();

/// A convolution of each channel by itself, and then one of all channels at each place: `y = activation(z · pointwise_kernel + bias)`,
/// where `z` is what [`DepthwiseConv2D`] gives with `depthwise_kernel`, without a bias. It looks at what [`Conv2D`] looks at with far
/// fewer weights.
///
/// `depthwise_kernel` is `[kernel height, kernel width, channels, depth_multiplier]`, `pointwise_kernel`
/// `[1, 1, channels · depth_multiplier, filters]`, and `bias` `[filters]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `filters` | must be given | the channels of the output; first by position |
/// | `kernel_size` | must be given | a number, or a pair `(height, width)`; second by position |
/// | `activation` | `linear` | third by position |
/// | `depth_multiplier` | 1 | how many numbers come of each channel in between |
/// | `depthwise_initializer`, `pointwise_initializer` | `glorot_uniform` | |
/// | `depthwise_regularizer`, `pointwise_regularizer` | none | penalties that are added to the loss |
/// | `depthwise_constraint`, `pointwise_constraint` | none | what the kernels are brought back to after each step of training |
/// | `name` | `separable_conv2d`, `separable_conv2d_1`, .. | |
///
/// All other arguments are those of [`Conv2D`], without `groups`.
///
/// ```
/// # use dense_runtime::{Network, network};
/// network! { struct Net { Input(8, 8, 3) -> SeparableConv2D(16, 3, relu) -> [6, 6, 16] -> Flatten -> Dense(1) } }
/// assert_eq!(Net::new(1).tensor("separable_conv2d.pointwise_kernel").unwrap().len(), 3 * 16);
/// ```
pub const SeparableConv2D: () = ();

/// A convolution of each feature by itself, and then one of all features at each step: [`SeparableConv2D`] for `[steps, features]`.
/// `depthwise_kernel` is `[kernel size, features, depth_multiplier]`, and `pointwise_kernel` `[1, features · depth_multiplier, filters]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `filters` | must be given | the features of the output; first by position |
/// | `kernel_size` | must be given | how many steps a window sees; second by position |
/// | `activation` | `linear` | third by position |
/// | `name` | `separable_conv1d`, `separable_conv1d_1`, .. | |
///
/// All other arguments are those of [`SeparableConv2D`].
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(100, 3) -> SeparableConv1D(16, 5, relu) -> [96, 16] -> Flatten -> Dense(1));
/// ```
pub const SeparableConv1D: () = ();

/// The way back of a convolution, from small images to large ones: each place of the input, times the kernel, is added to the output where
/// a window of [`Conv2D`] would lie. `y[r · s + i · d][c · s + j · d][f]` gets `Σ x[r][c][k] · kernel[i][j][f][k]`, over all `k`, from each
/// `r`, `c`, `i` and `j`, then the bias and the activation.
///
/// `x` is `[height, width, channels]`, `kernel` `[kernel height, kernel width, filters, channels]`, and `bias` `[filters]`. Where `k` is
/// `(kernel height - 1) · d + 1`, the output has `(height - 1) · s + max(k, s)` rows with `padding = "valid"`, and `height · s` with
/// `padding = "same"`. With an `output_padding` it has `(height - 1) · s + k + output_padding` rows with `"valid"`, and
/// `(height - 1) · s + k % 2 + output_padding` with `"same"`.
///
/// | argument | default | |
/// |---|---|---|
/// | `filters` | must be given | the channels of the output; first by position |
/// | `kernel_size` | must be given | a number, or a pair `(height, width)`; second by position |
/// | `activation` | `linear` | third by position |
/// | `kernel_initializer` | `glorot_uniform` | fourth by position |
/// | `strides` | 1 | how many times larger the output is; a number or a pair |
/// | `padding` | `"valid"` | or `"same"` |
/// | `output_padding` | as above | a literal below the stride, or a pair |
/// | `name` | `conv2d_transpose`, `conv2d_transpose_1`, .. | |
///
/// All other arguments are those of [`Conv2D`], without `groups`.
///
/// ```
/// # use dense_runtime::network;
/// let decoder = network!(
///     Input(32) -> Dense(7 * 7 * 8, relu) -> Reshape(7, 7, 8)
///         -> Conv2DTranspose(8, 3, relu, strides = 2, padding = "same") -> [14, 14, 8]
///         -> Conv2DTranspose(1, 3, sigmoid, strides = 2, padding = "same") -> [28, 28, 1]
/// );
/// ```
pub const Conv2DTranspose: () = ();

/// The way back of a convolution over a sequence: [`Conv2DTranspose`] for `[steps, features]`. `kernel` is
/// `[kernel size, filters, features]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `filters` | must be given | the features of the output; first by position |
/// | `kernel_size` | must be given | how many steps come of one; second by position |
/// | `activation` | `linear` | third by position |
/// | `kernel_initializer` | `glorot_uniform` | fourth by position |
/// | `name` | `conv1d_transpose`, `conv1d_transpose_1`, .. | |
///
/// All other arguments are those of [`Conv2DTranspose`].
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(25, 8) -> Conv1DTranspose(1, 4, strides = 4) -> [100, 1]);
/// ```
pub const Conv1DTranspose: () = ();
