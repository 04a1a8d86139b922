//! The activation words of `network!`, each a documented constant.
//!
//! A word stands where a layer takes an activation, `Dense(64, relu)` or `Dense(64, activation = relu)`, or is a layer
//! of its own, `Activation(relu)`. Arguments, where there are any, have the values given here unless they are set.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

use super::{
    Celu, Elu, Exponential, Gelu, HardShrink, HardSigmoid, HardSilu, HardTanh, LeakyRelu, Linear, LogSigmoid,
    LogSoftmax, Mish, Relu, Relu6, Selu, Sigmoid, Silu, SoftShrink, Softmax, Softplus, Softsign, SparsePlus,
    SparseSigmoid, Squareplus, Tanh, TanhShrink, Threshold,
};

/// `linear(x) = x`: no activation. `Dense(1, linear)` is `Dense(1)`.
pub const linear: Linear = Linear;

/// `relu(x) = max(x, 0)`. Written `Dense(64, relu)` or, for instance, `Dense(64, relu(max_value = 1.0))`.
///
/// Arguments: `negative_slope = 0.0`, `max_value = f64::INFINITY`, `threshold = 0.0`. In full, `relu(x)` is `max_value`
/// for `x ≥ max_value`, `x` for `x > threshold`, otherwise `negative_slope · (x - threshold)`.
pub const relu: Relu = Relu::new();

/// `leaky_relu(x) = x` for `x ≥ 0`, otherwise `negative_slope · x`. Written `Dense(64, leaky_relu)` or
/// `Dense(64, leaky_relu(negative_slope = 0.1))`.
///
/// Arguments: `negative_slope = 0.2`.
pub const leaky_relu: LeakyRelu = LeakyRelu::new();

/// `relu6(x) = min(max(x, 0), 6)`. Written `Dense(64, relu6)`.
pub const relu6: Relu6 = Relu6;

/// `elu(x) = x` for `x > 0`, otherwise `alpha · (eˣ - 1)`. Written `Dense(64, elu)` or `Dense(64, elu(alpha = 0.5))`.
///
/// Arguments: `alpha = 1.0`.
pub const elu: Elu = Elu::new();

/// `selu(x) = 1.0507009873554805 · elu(x)` with an alpha of 1.6732632423543773. Written `Dense(64, selu, lecun_normal)`:
/// it is made for initial weights of that distribution.
pub const selu: Selu = Selu;

/// `celu(x) = x` for `x > 0`, otherwise `alpha · (e^(x / alpha) - 1)`. Written `Dense(64, celu)` or
/// `Dense(64, celu(alpha = 0.5))`.
///
/// Arguments: `alpha = 1.0`.
pub const celu: Celu = Celu::new();

/// `gelu(x) = ½ · x · (1 + erf(x / √2))`. Written `Dense(64, gelu)` or `Dense(64, gelu(approximate = true))`.
///
/// Arguments: `approximate = false`. The approximation is `½ · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))`.
pub const gelu: Gelu = Gelu::new();

/// `silu(x) = x · σ(x)`. Written `Dense(64, silu)`.
pub const silu: Silu = Silu;

/// Another name of [`silu`].
pub const swish: Silu = Silu;

/// `mish(x) = x · tanh(ln(1 + eˣ))`. Written `Dense(64, mish)`.
pub const mish: Mish = Mish;

/// `hard_silu(x) = x · hard_sigmoid(x)`. Written `Dense(64, hard_silu)`.
pub const hard_silu: HardSilu = HardSilu;

/// Another name of [`hard_silu`].
pub const hard_swish: HardSilu = HardSilu;

/// `sigmoid(x) = 1 / (1 + e⁻ˣ)`. Written `Dense(1, sigmoid)`: the probability of yes.
pub const sigmoid: Sigmoid = Sigmoid;

/// `hard_sigmoid(x) = x / 6 + ½`, kept in `0..=1`. Written `Dense(64, hard_sigmoid)`.
pub const hard_sigmoid: HardSigmoid = HardSigmoid;

/// `log_sigmoid(x) = -ln(1 + e⁻ˣ)`. Written `Dense(1, log_sigmoid)`.
pub const log_sigmoid: LogSigmoid = LogSigmoid;

/// `sparse_sigmoid(x) = ½ · (x + 1)`, kept in `0..=1`. Written `Dense(64, sparse_sigmoid)`.
pub const sparse_sigmoid: SparseSigmoid = SparseSigmoid;

/// `tanh(x) = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)`. Written `Dense(64, tanh)`.
pub const tanh: Tanh = Tanh;

/// `hard_tanh(x) = min(max(x, -1), 1)`. Written `Dense(64, hard_tanh)`.
pub const hard_tanh: HardTanh = HardTanh;

/// `tanh_shrink(x) = x - tanh(x)`. Written `Dense(64, tanh_shrink)`.
pub const tanh_shrink: TanhShrink = TanhShrink;

/// `softplus(x) = ln(1 + eˣ)`. Written `Dense(64, softplus)`.
pub const softplus: Softplus = Softplus;

/// `softsign(x) = x / (1 + |x|)`. Written `Dense(64, softsign)`.
pub const softsign: Softsign = Softsign;

/// `squareplus(x) = ½ · (x + √(x² + b))`. Written `Dense(64, squareplus)` or `Dense(64, squareplus(b = 1.0))`.
///
/// Arguments: `b = 4.0`.
pub const squareplus: Squareplus = Squareplus::new();

/// `sparse_plus(x)`: 0 for `x ≤ -1`, `¼ · (x + 1)²` up to 1, `x` from there. Written `Dense(64, sparse_plus)`.
pub const sparse_plus: SparsePlus = SparsePlus;

/// `exponential(x) = eˣ`. Written `Dense(64, exponential)`.
pub const exponential: Exponential = Exponential;

/// `soft_shrink(x)`: `x - threshold` above the threshold, `x + threshold` below its negative, 0 between. Written
/// `Dense(64, soft_shrink)` or `Dense(64, soft_shrink(threshold = 0.1))`.
///
/// Arguments: `threshold = 0.5`.
pub const soft_shrink: SoftShrink = SoftShrink::new();

/// `hard_shrink(x) = x` for `|x| > threshold`, otherwise 0. Written `Dense(64, hard_shrink)` or
/// `Dense(64, hard_shrink(threshold = 0.1))`.
///
/// Arguments: `threshold = 0.5`.
pub const hard_shrink: HardShrink = HardShrink::new();

/// `threshold(x) = x` for `x > threshold`, otherwise `default_value`. Written
/// `Dense(64, threshold(threshold = 0.1, default_value = -1.0))`.
///
/// Arguments: `threshold = 0.0`, `default_value = 0.0`; Keras has no defaults for them.
pub const threshold: Threshold = Threshold::new();

/// `softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ` over the last axis. Written `Dense(10, softmax)`: the probabilities of ten classes.
pub const softmax: Softmax = Softmax;

/// `log_softmax(x)ᵢ = xᵢ - ln Σⱼ e^xⱼ` over the last axis. Written `Dense(10, log_softmax)`.
pub const log_softmax: LogSoftmax = LogSoftmax;
