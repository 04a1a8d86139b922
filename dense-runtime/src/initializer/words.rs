//! The initializer words of `network!`, each a documented constant, and the words for their arguments.
//!
//! A word stands where a layer takes an initializer: `Dense(64, relu, he_normal)` or
//! `Dense(64, kernel_initializer = he_normal, bias_initializer = constant(value = 0.1))`. Arguments, where there
//! are any, are given by keyword, or by position in the order in which they stand here. They have the values given here
//! unless they are set.
//!
//! All random initializers take a `seed`. With one, they give the same values in every layer of that shape and in every
//! network; without, the values follow from the network's seed and differ from layer to layer.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

#[cfg(feature = "std")]
use super::Orthogonal;
use super::{
    Constant, Distribution, Identity, Mode, Ones, RandomNormal, RandomUniform, TruncatedNormal, VarianceScaling, Zeros,
};

/// All values are 0: what biases have unless told otherwise.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, bias_initializer = zeros));
/// ```
pub const zeros: Zeros = Zeros;

/// All values are 1.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, bias_initializer = ones));
/// ```
pub const ones: Ones = Ones;

/// All values are `value`.
///
/// Arguments: `value = 0.0`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, bias_initializer = constant(value = 0.1)));
/// ```
pub const constant: Constant = Constant::new();

/// A matrix with `gain` on its diagonal and 0 elsewhere. For kernels: with a bias, which is no matrix, `new` panics.
///
/// Arguments: `gain = 1.0`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = identity(gain = 0.5)));
/// ```
pub const identity: Identity = Identity::new();

/// Normal values with mean `mean` and standard deviation `stddev`.
///
/// Arguments: `mean = 0.0`, `stddev = 0.05`, `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = random_normal(stddev = 0.1)));
/// ```
pub const random_normal: RandomNormal = RandomNormal::new();

/// Another name of [`random_normal`].
///
/// Arguments: `mean = 0.0`, `stddev = 0.05`, `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = normal(stddev = 0.1)));
/// ```
pub const normal: RandomNormal = RandomNormal::new();

/// Uniform values in `minval..maxval`.
///
/// Arguments: `minval = -0.05`, `maxval = 0.05`, `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = random_uniform(minval = -0.1, maxval = 0.1)));
/// ```
pub const random_uniform: RandomUniform = RandomUniform::new();

/// Another name of [`random_uniform`].
///
/// Arguments: `minval = -0.05`, `maxval = 0.05`, `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = uniform(minval = -0.1, maxval = 0.1)));
/// ```
pub const uniform: RandomUniform = RandomUniform::new();

/// Normal values, drawn again until they are within two standard deviations of the mean. The cut makes their standard
/// deviation an eighth lower than `stddev`.
///
/// Arguments: `mean = 0.0`, `stddev = 0.05`, `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = truncated_normal(stddev = 0.1)));
/// ```
pub const truncated_normal: TruncatedNormal = TruncatedNormal::new();

/// Values of mean 0 and variance `scale / n`: the rule behind all the initializers with an author's name.
///
/// Arguments: `scale = 1.0`, which must be above 0; `mode = fan_in`, or `fan_out`, or `fan_avg`, says what `n` counts;
/// `distribution = truncated_normal`, or `untruncated_normal`, or `uniform`; `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(
///     Input(4) -> Dense(8, kernel_initializer = variance_scaling(scale = 2.0, mode = fan_out, distribution = uniform))
/// );
/// ```
pub const variance_scaling: VarianceScaling = VarianceScaling::new();

/// Uniform values in `±√(6 / (inputs + outputs))`: what kernels have unless told otherwise.
///
/// Arguments: `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, tanh, glorot_uniform(seed = 7)));
/// ```
pub const glorot_uniform: VarianceScaling = VarianceScaling::glorot_uniform();

/// Truncated normal values of variance `2 / (inputs + outputs)`: made for `tanh`.
///
/// Arguments: `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, tanh, glorot_normal(seed = 7)));
/// ```
pub const glorot_normal: VarianceScaling = VarianceScaling::glorot_normal();

/// Truncated normal values of variance `2 / inputs`: made for `relu` and its kin.
///
/// Arguments: `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, he_normal(seed = 7)));
/// ```
pub const he_normal: VarianceScaling = VarianceScaling::he_normal();

/// Uniform values in `±√(6 / inputs)`: made for `relu` and its kin.
///
/// Arguments: `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu, he_uniform(seed = 7)));
/// ```
pub const he_uniform: VarianceScaling = VarianceScaling::he_uniform();

/// Truncated normal values of variance `1 / inputs`: made for `selu`.
///
/// Arguments: `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, selu, lecun_normal(seed = 7)));
/// ```
pub const lecun_normal: VarianceScaling = VarianceScaling::lecun_normal();

/// Uniform values in `±√(3 / inputs)`.
///
/// Arguments: `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, selu, lecun_uniform(seed = 7)));
/// ```
pub const lecun_uniform: VarianceScaling = VarianceScaling::lecun_uniform();

/// A random matrix with orthonormal columns, or rows if those are fewer, times `gain`. For kernels: with a bias, which
/// is no matrix, `new` panics.
///
/// Arguments: `gain = 1.0`, `seed`, the network's unless given.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = orthogonal(gain = 0.5)));
/// ```
#[cfg(feature = "std")]
pub const orthogonal: Orthogonal = Orthogonal::new();

/// `mode = fan_in`: [`variance_scaling`] divides by the number of inputs of each unit. The default.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = variance_scaling(mode = fan_in)));
/// ```
pub const fan_in: Mode = Mode::FanIn;

/// `mode = fan_out`: [`variance_scaling`] divides by the number of outputs that each input has a part in.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = variance_scaling(mode = fan_out)));
/// ```
pub const fan_out: Mode = Mode::FanOut;

/// `mode = fan_avg`: [`variance_scaling`] divides by the mean of both.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, kernel_initializer = variance_scaling(mode = fan_avg)));
/// ```
pub const fan_avg: Mode = Mode::FanAvg;

/// The words for the `distribution` of [`variance_scaling`], some of which are initializers elsewhere.
pub mod distribution {
    use super::Distribution;

    /// `distribution = truncated_normal`: [`variance_scaling`](super::variance_scaling) draws normal values within two
    /// standard deviations, which are larger to make up for the cut. The default.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, relu, variance_scaling(distribution = truncated_normal)));
    /// ```
    pub const truncated_normal: Distribution = Distribution::TruncatedNormal;

    /// `distribution = untruncated_normal`: [`variance_scaling`](super::variance_scaling) draws normal values.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, relu, variance_scaling(distribution = untruncated_normal)));
    /// ```
    pub const untruncated_normal: Distribution = Distribution::UntruncatedNormal;

    /// `distribution = normal`: another name of [`truncated_normal`], as in Keras.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, relu, variance_scaling(distribution = normal)));
    /// ```
    pub const normal: Distribution = Distribution::TruncatedNormal;

    /// `distribution = uniform`: [`variance_scaling`](super::variance_scaling) draws uniform values.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, relu, variance_scaling(distribution = uniform)));
    /// ```
    pub const uniform: Distribution = Distribution::Uniform;
}
