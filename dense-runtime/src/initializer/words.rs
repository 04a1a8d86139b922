//! The initializer words of `network!`, each a documented constant, and the words for their arguments.
//!
//! A word stands where a layer takes an initializer: `Dense(64, relu, he_normal)` or
//! `Dense(64, kernel_initializer = he_normal, bias_initializer = constant(value = 0.1))`. Arguments, where there are any,
//! have the values given here unless they are set.
//!
//! All random initializers take a `seed`. With one, they give the same values in every layer of that shape and in every
//! network; without, the values follow from the network's seed and differ from layer to layer.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

#[cfg(feature = "std")]
use super::Orthogonal;
use super::{
    Constant, Distribution, Identity, Mode, Ones, RandomNormal, RandomUniform, TruncatedNormal, VarianceScaling, Zeros,
};

/// All values are 0. Written `Dense(64, bias_initializer = zeros)`.
pub const zeros: Zeros = Zeros;

/// All values are 1. Written `Dense(64, kernel_initializer = ones)`.
pub const ones: Ones = Ones;

/// All values are `value`. Written `Dense(64, bias_initializer = constant(value = 0.1))`.
///
/// Arguments: `value = 0.0`.
pub const constant: Constant = Constant::new();

/// A matrix with `gain` on its diagonal and 0 elsewhere. Written `Dense(64, kernel_initializer = identity)`.
///
/// Arguments: `gain = 1.0`.
pub const identity: Identity = Identity::new();

/// Normal values. Written `Dense(64, kernel_initializer = random_normal(stddev = 0.1))`.
///
/// Arguments: `mean = 0.0`, `stddev = 0.05`, `seed`.
pub const random_normal: RandomNormal = RandomNormal::new();

/// Another name of [`random_normal`].
pub const normal: RandomNormal = RandomNormal::new();

/// Uniform values in `minval..maxval`. Written
/// `Dense(64, kernel_initializer = random_uniform(minval = -0.1, maxval = 0.1))`.
///
/// Arguments: `minval = -0.05`, `maxval = 0.05`, `seed`.
pub const random_uniform: RandomUniform = RandomUniform::new();

/// Another name of [`random_uniform`].
pub const uniform: RandomUniform = RandomUniform::new();

/// Normal values within two standard deviations of the mean. Written
/// `Dense(64, kernel_initializer = truncated_normal(stddev = 0.1))`.
///
/// Arguments: `mean = 0.0`, `stddev = 0.05`, `seed`.
pub const truncated_normal: TruncatedNormal = TruncatedNormal::new();

/// Values of mean 0 and variance `scale / n`. Written
/// `Dense(64, kernel_initializer = variance_scaling(scale = 2.0, mode = fan_out, distribution = uniform))`.
///
/// Arguments: `scale = 1.0`; `mode = fan_in`, or `fan_out`, or `fan_avg`, says what `n` counts;
/// `distribution = truncated_normal`, or `untruncated_normal`, or `uniform`; `seed`.
pub const variance_scaling: VarianceScaling = VarianceScaling::new();

/// Uniform values in `±√(6 / (inputs + outputs))`: what kernels have unless told otherwise. Written
/// `Dense(64, tanh, glorot_uniform)`.
///
/// Arguments: `seed`.
pub const glorot_uniform: VarianceScaling = VarianceScaling::glorot_uniform();

/// Truncated normal values of variance `2 / (inputs + outputs)`. Written `Dense(64, tanh, glorot_normal)`.
///
/// Arguments: `seed`.
pub const glorot_normal: VarianceScaling = VarianceScaling::glorot_normal();

/// Truncated normal values of variance `2 / inputs`: made for `relu` and its kin. Written `Dense(64, relu, he_normal)`.
///
/// Arguments: `seed`.
pub const he_normal: VarianceScaling = VarianceScaling::he_normal();

/// Uniform values in `±√(6 / inputs)`: made for `relu` and its kin. Written `Dense(64, relu, he_uniform)`.
///
/// Arguments: `seed`.
pub const he_uniform: VarianceScaling = VarianceScaling::he_uniform();

/// Truncated normal values of variance `1 / inputs`: made for `selu`. Written `Dense(64, selu, lecun_normal)`.
///
/// Arguments: `seed`.
pub const lecun_normal: VarianceScaling = VarianceScaling::lecun_normal();

/// Uniform values in `±√(3 / inputs)`. Written `Dense(64, selu, lecun_uniform)`.
///
/// Arguments: `seed`.
pub const lecun_uniform: VarianceScaling = VarianceScaling::lecun_uniform();

/// A random matrix with orthonormal columns, or rows if those are fewer, times `gain`. Written
/// `Dense(64, kernel_initializer = orthogonal)`.
///
/// Arguments: `gain = 1.0`, `seed`.
#[cfg(feature = "std")]
pub const orthogonal: Orthogonal = Orthogonal::new();

/// `mode = fan_in`: [`variance_scaling`] divides by the number of inputs of each unit.
pub const fan_in: Mode = Mode::FanIn;

/// `mode = fan_out`: [`variance_scaling`] divides by the number of outputs that each input has a part in.
pub const fan_out: Mode = Mode::FanOut;

/// `mode = fan_avg`: [`variance_scaling`] divides by the mean of both.
pub const fan_avg: Mode = Mode::FanAvg;

/// The words for the `distribution` of [`variance_scaling`], some of which are initializers elsewhere.
pub mod distribution {
    use super::Distribution;

    /// Normal, within two standard deviations, which are larger to make up for the cut.
    pub const truncated_normal: Distribution = Distribution::TruncatedNormal;

    /// Normal.
    pub const untruncated_normal: Distribution = Distribution::UntruncatedNormal;

    /// Another name of [`truncated_normal`], as in Keras.
    pub const normal: Distribution = Distribution::TruncatedNormal;

    /// Uniform.
    pub const uniform: Distribution = Distribution::Uniform;
}
