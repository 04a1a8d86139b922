//! The parameters of convolutions.

/// The parameters of a `Conv1D` layer: `output = activation(convolution(input, kernel) + bias)`.
///
/// `K` is the kernel, `[[[T; FILTERS]; FEATURES]; SIZE]` as in Keras (with features of one group); `B` is the bias, `[T; FILTERS]`, or `()`
/// with `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Conv1D<K, B> {
    /// The weights: for each step of a window, one row for each feature.
    pub kernel: K,
    /// What is added to each filter.
    pub bias: B,
}

/// The parameters of a `Conv2D` layer: `output = activation(convolution(input, kernel) + bias)`.
///
/// `K` is the kernel, `[[[[T; FILTERS]; CHANNELS]; WIDTH]; HEIGHT]` as in Keras (with channels of one group); `B` is the bias,
/// `[T; FILTERS]`, or `()` with `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Conv2D<K, B> {
    /// The weights: for each place of a window, one row for each channel.
    pub kernel: K,
    /// What is added to each filter.
    pub bias: B,
}

/// The parameters of a `DepthwiseConv1D` layer.
///
/// `K` is the kernel, `[[[T; MULTIPLIER]; FEATURES]; SIZE]` as in Keras; `B` is the bias, `[T; FEATURES * MULTIPLIER]`, or `()` with
/// `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct DepthwiseConv1D<K, B> {
    /// The weights: for each step of a window, some for each feature.
    pub kernel: K,
    /// What is added to each number of the output.
    pub bias: B,
}

/// The parameters of a `DepthwiseConv2D` layer.
///
/// `K` is the kernel, `[[[[T; MULTIPLIER]; CHANNELS]; WIDTH]; HEIGHT]` as in Keras; `B` is the bias, `[T; CHANNELS * MULTIPLIER]`, or `()`
/// with `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct DepthwiseConv2D<K, B> {
    /// The weights: for each place of a window, some for each channel.
    pub kernel: K,
    /// What is added to each number of the output.
    pub bias: B,
}

/// The parameters of a `SeparableConv1D` layer: a depthwise convolution, and a product at each step.
///
/// `D` is the first kernel, `[[[T; MULTIPLIER]; FEATURES]; SIZE]`, and `P` the second, `[[[T; FILTERS]; FEATURES * MULTIPLIER]; 1]`, as in
/// Keras; `B` is the bias, `[T; FILTERS]`, or `()` with `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct SeparableConv1D<D, P, B> {
    /// The weights of the windows.
    pub depthwise_kernel: D,
    /// The weights of the product at each step.
    pub pointwise_kernel: P,
    /// What is added to each filter.
    pub bias: B,
}

/// The parameters of a `SeparableConv2D` layer: a depthwise convolution, and a product at each place.
///
/// `D` is the first kernel, `[[[[T; MULTIPLIER]; CHANNELS]; WIDTH]; HEIGHT]`, and `P` the second,
/// `[[[[T; FILTERS]; CHANNELS * MULTIPLIER]; 1]; 1]`, as in Keras; `B` is the bias, `[T; FILTERS]`, or `()` with `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct SeparableConv2D<D, P, B> {
    /// The weights of the windows.
    pub depthwise_kernel: D,
    /// The weights of the product at each place.
    pub pointwise_kernel: P,
    /// What is added to each filter.
    pub bias: B,
}

/// The parameters of a `Conv1DTranspose` layer.
///
/// `K` is the kernel, `[[[T; FEATURES]; FILTERS]; SIZE]` as in Keras; `B` is the bias, `[T; FILTERS]`, or `()` with `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Conv1DTranspose<K, B> {
    /// The weights: for each step of a window, one row for each filter.
    pub kernel: K,
    /// What is added to each filter.
    pub bias: B,
}

/// The parameters of a `Conv2DTranspose` layer.
///
/// `K` is the kernel, `[[[[T; CHANNELS]; FILTERS]; WIDTH]; HEIGHT]` as in Keras; `B` is the bias, `[T; FILTERS]`, or `()` with
/// `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Conv2DTranspose<K, B> {
    /// The weights: for each place of a window, one row for each filter.
    pub kernel: K,
    /// What is added to each filter.
    pub bias: B,
}
