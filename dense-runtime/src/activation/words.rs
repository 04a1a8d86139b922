//! The activation words of `network!`, each a documented constant.
//!
//! A word stands where a layer takes an activation, `Dense(64, relu)` or `Dense(64, activation = relu)`, or is a layer
//! of its own, `Activation(relu)`. Arguments, where there are any, are given by keyword, or by position in the order in
//! which they stand here. They have the values given here unless they are set.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

use super::{
    Celu, Elu, Exponential, Gelu, HardShrink, HardSigmoid, HardSilu, HardTanh, LeakyRelu, Linear, LogSigmoid,
    LogSoftmax, Mish, Relu, Relu6, Selu, Sigmoid, Silu, SoftShrink, Softmax, Softplus, Softsign, SparsePlus,
    SparseSigmoid, Sparsemax, Squareplus, Tanh, TanhShrink, Threshold,
};

/// `linear(x) = x`: no activation, which is what layers have unless told otherwise.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(1, linear));
/// ```
pub const linear: Linear = Linear;

/// `relu(x) = max(x, 0)`: the usual choice between two layers.
///
/// Arguments: `negative_slope = 0.0`, `max_value = f64::INFINITY`, `threshold = 0.0`. In full, `relu(x)` is `max_value`
/// for `x ≥ max_value`, `x` for `x > threshold`, otherwise `negative_slope · (x - threshold)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(8, relu(max_value = 1.0)) -> Dense(1));
/// ```
pub const relu: Relu = Relu::new();

/// `leaky_relu(x) = x` for `x ≥ 0`, otherwise `negative_slope · x`.
///
/// Arguments: `negative_slope = 0.2`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, leaky_relu(negative_slope = 0.1)) -> Dense(1));
/// ```
pub const leaky_relu: LeakyRelu = LeakyRelu::new();

/// `relu6(x) = min(max(x, 0), 6)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu6) -> Dense(1));
/// ```
pub const relu6: Relu6 = Relu6;

/// `elu(x) = x` for `x > 0`, otherwise `alpha · (eˣ - 1)`.
///
/// Arguments: `alpha = 1.0`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, elu(alpha = 0.5)) -> Dense(1));
/// ```
pub const elu: Elu = Elu::new();

/// `selu(x) = 1.0507009873554805 · elu(x)` with an alpha of 1.6732632423543773: made for initial weights from
/// [`lecun_normal`](crate::initializer::words::lecun_normal).
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, selu, lecun_normal) -> Dense(1));
/// ```
pub const selu: Selu = Selu;

/// `celu(x) = x` for `x > 0`, otherwise `alpha · (e^(x / alpha) - 1)`.
///
/// Arguments: `alpha = 1.0`, which must not be 0.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, celu(alpha = 0.5)) -> Dense(1));
/// ```
pub const celu: Celu = Celu::new();

/// `gelu(x) = ½ · x · (1 + erf(x / √2))`.
///
/// Arguments: `approximate = false`. The approximation is `½ · x · (1 + tanh(√(2/π) · (x + 0.044715 · x³)))`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, gelu(approximate = true)) -> Dense(1));
/// ```
pub const gelu: Gelu = Gelu::new();

/// `silu(x) = x · σ(x)`, where `σ` is [`sigmoid`].
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, silu) -> Dense(1));
/// ```
pub const silu: Silu = Silu;

/// Another name of [`silu`]: `x · σ(x)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, swish) -> Dense(1));
/// ```
pub const swish: Silu = Silu;

/// `mish(x) = x · tanh(ln(1 + eˣ))`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, mish) -> Dense(1));
/// ```
pub const mish: Mish = Mish;

/// `hard_silu(x) = x · hard_sigmoid(x)`: much like [`silu`], without an exponential.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, hard_silu) -> Dense(1));
/// ```
pub const hard_silu: HardSilu = HardSilu;

/// Another name of [`hard_silu`]: `x · hard_sigmoid(x)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, hard_swish) -> Dense(1));
/// ```
pub const hard_swish: HardSilu = HardSilu;

/// `sigmoid(x) = σ(x) = 1 / (1 + e⁻ˣ)`: as the last activation, the probability of yes.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(1, sigmoid));
/// ```
pub const sigmoid: Sigmoid = Sigmoid;

/// `hard_sigmoid(x) = x / 6 + ½`, kept in `0..=1`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(1, hard_sigmoid));
/// ```
pub const hard_sigmoid: HardSigmoid = HardSigmoid;

/// `log_sigmoid(x) = -ln(1 + e⁻ˣ)`: the logarithm of [`sigmoid`].
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(1, log_sigmoid));
/// ```
pub const log_sigmoid: LogSigmoid = LogSigmoid;

/// `sparse_sigmoid(x) = ½ · (x + 1)`, kept in `0..=1`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(1, sparse_sigmoid));
/// ```
pub const sparse_sigmoid: SparseSigmoid = SparseSigmoid;

/// `tanh(x) = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)`, in `-1..=1`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, tanh) -> Dense(1));
/// ```
pub const tanh: Tanh = Tanh;

/// `hard_tanh(x) = min(max(x, -1), 1)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, hard_tanh) -> Dense(1));
/// ```
pub const hard_tanh: HardTanh = HardTanh;

/// `tanh_shrink(x) = x - tanh(x)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, tanh_shrink) -> Dense(1));
/// ```
pub const tanh_shrink: TanhShrink = TanhShrink;

/// `softplus(x) = ln(1 + eˣ)`: as the last activation, a number above 0.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(1, softplus));
/// ```
pub const softplus: Softplus = Softplus;

/// `softsign(x) = x / (1 + |x|)`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, softsign) -> Dense(1));
/// ```
pub const softsign: Softsign = Softsign;

/// `squareplus(x) = ½ · (x + √(x² + b))`: much like [`softplus`], without an exponential.
///
/// Arguments: `b = 4.0`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, squareplus(b = 1.0)) -> Dense(1));
/// ```
pub const squareplus: Squareplus = Squareplus::new();

/// `sparse_plus(x)`: 0 for `x ≤ -1`, `¼ · (x + 1)²` up to 1, `x` from there.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, sparse_plus) -> Dense(1));
/// ```
pub const sparse_plus: SparsePlus = SparsePlus;

/// `exponential(x) = eˣ`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(1, exponential));
/// ```
pub const exponential: Exponential = Exponential;

/// `soft_shrink(x)`: `x - threshold` above the threshold, `x + threshold` below its negative, 0 between.
///
/// Arguments: `threshold = 0.5`, which must not be negative.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, soft_shrink(threshold = 0.1)) -> Dense(1));
/// ```
pub const soft_shrink: SoftShrink = SoftShrink::new();

/// `hard_shrink(x) = x` for `|x| > threshold`, otherwise 0.
///
/// Arguments: `threshold = 0.5`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, hard_shrink(threshold = 0.1)) -> Dense(1));
/// ```
pub const hard_shrink: HardShrink = HardShrink::new();

/// `threshold(x) = x` for `x > threshold`, otherwise `default_value`.
///
/// Arguments: `threshold`, `default_value`. Both must be given, as in Keras.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, threshold(threshold = 0.1, default_value = -1.0)) -> Dense(1));
/// ```
pub const threshold: Threshold = Threshold::new();

/// `softmax(x)ᵢ = e^xᵢ / Σⱼ e^xⱼ` over the last axis: as the last activation, the probabilities of classes. In a
/// hidden layer the compiler warns of it: its units would compete for a sum of 1. `#[allow(hidden_softmax)]` on the network
/// silences that.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(3, softmax));
/// ```
pub const softmax: Softmax = Softmax;

/// `log_softmax(x)ᵢ = xᵢ - ln Σⱼ e^xⱼ` over the last axis: the logarithm of [`softmax`].
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(3, log_softmax));
/// ```
pub const log_softmax: LogSoftmax = LogSoftmax;

/// `glu(x) = a · sigmoid(b)` for rows `[a, b]` of two halves along the last axis: the gated linear unit (Dauphin and others, 2017). It
/// halves that axis, whose size must be an even literal: a `Dense(64, glu)` gives 32 numbers.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(16, glu) -> [8] -> Dense(3));
/// ```
pub const glu: () = ();

/// `sparsemax(x)ᵢ = max(xᵢ - τ, 0)` over the last axis, with the `τ` that makes the sum 1: probabilities of which many are zero.
///
/// Where an output is 0 no gradient comes back, and its logarithm is far off: a cross-entropy learns little behind it.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8, relu) -> Dense(3, sparsemax));
/// ```
pub const sparsemax: Sparsemax = Sparsemax;
