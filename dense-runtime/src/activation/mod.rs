//! Activation functions: Keras's thirty, and the trait for one's own.
//!
//! A network names them by their Keras names ([`words`]); each word is a value of one of the types here, and its
//! arguments are the type's builder methods: `leaky_relu(negative_slope = 0.1)` is
//! `LeakyRelu::new().negative_slope(0.1)`.
//!
//! NaN passes through all of them, so that a diverged network shows it instead of predicting zeros.

mod compiled;
mod exponential;
#[doc(hidden)]
pub mod formula;
mod gated;
pub(crate) mod layer_words;
mod normalization;
pub(crate) mod parametric;
mod relu;
mod rescaling;
mod rows;
mod shrink;
mod sigmoid;
mod softmax;
mod softplus;
mod sparsemax;
mod sums;
mod tanh;
#[cfg(test)]
mod tests;
pub mod words;

pub use exponential::{Celu, Elu, Exponential, Selu};
pub use gated::{Gelu, HardSilu, Mish, Silu};
#[doc(hidden)]
pub use normalization::{LayerNormalize, RmsNormalize, UnitNormalize};
pub use relu::{LeakyRelu, Linear, Relu, Relu6};
#[doc(hidden)]
pub use rescaling::Rescaling;
pub use rows::RowActivation;
pub use shrink::{HardShrink, SoftShrink, Threshold};
pub use sigmoid::{HardSigmoid, LogSigmoid, Sigmoid, SparseSigmoid};
pub use softmax::{LogSoftmax, Softmax};
pub use softplus::{Softplus, SparsePlus, Squareplus};
pub use sparsemax::Sparsemax;
pub use tanh::{HardTanh, Softsign, Tanh, TanhShrink};

use compiled::Loops;

use crate::Element;
use crate::isa::Isa;
use crate::math::Real;

/// An activation function that looks at one number at a time.
///
/// Implement it to use a function of your own in a network, `Dense(64, activation = Swish { beta: 1.5 })`:
///
/// ```
/// use dense_runtime::activation::Activation;
/// use dense_runtime::math::Real;
///
/// /// `swish(x) = x · σ(βx)`
/// #[derive(Clone, Copy)]
/// struct Swish {
///     beta: f64,
/// }
///
/// impl Activation for Swish {
///     #[inline(always)]
///     fn apply<T: Real>(self, x: T) -> T {
///         x * (T::of(self.beta) * x).sigmoid()
///     }
///
///     /// `swish'(x) = σ(βx) + β · swish(x) · (1 - σ(βx))`
///     #[inline(always)]
///     fn derivative<T: Real>(self, x: T, y: T) -> T {
///         let beta = T::of(self.beta);
///         let gate = (beta * x).sigmoid();
///         gate + beta * y * (T::one() - gate)
///     }
/// }
///
/// let swish = Swish { beta: 1.0 };
/// assert!((swish.apply(1.0f32) - 0.7310586).abs() < 1e-6);
///
/// // A derivative is quickly checked against a difference quotient.
/// let (x, h) = (0.3f64, 1e-6);
/// let slope = (swish.apply(x + h) - swish.apply(x - h)) / (2.0 * h);
/// assert!((swish.derivative(x, swish.apply(x)) - slope).abs() < 1e-8);
/// ```
///
/// The two methods become the bodies of loops over whole layers. The loops are compiled for the vector instructions of
/// the CPU in use. On most CPUs `T` stands there for a type whose functions fuse multiplications with additions. The
/// loops stay vectorized as long as the methods
///
/// - are `#[inline(always)]`, and so are the functions they call (or each of those multiplications is a function call),
/// - call only [`Real`]'s functions, which are made of plain arithmetic, and
/// - choose between values (`if x < T::zero() { a } else { b }`) instead of returning early or looping.
pub trait Activation: Copy + Send + Sync + 'static {
    /// `y = f(x)`
    fn apply<T: Real>(self, x: T) -> T;

    /// `f'(x)`, given `x` and `y = f(x)`.
    fn derivative<T: Real>(self, x: T, y: T) -> T;

    /// Whether a product can do it to its sums in passing.
    #[doc(hidden)]
    #[inline(always)]
    fn in_passing(self) -> InPassing {
        InPassing::Nothing
    }

    /// The loops over this activation, if this crate has compiled them: see the module `compiled`.
    #[doc(hidden)]
    #[inline(always)]
    fn compiled<T: Element, I: Isa>() -> Option<Loops<Self, T, I>> {
        None
    }
}

/// What a product can do to its sums while they are in registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(hidden)]
pub enum InPassing {
    /// Nothing: the activation is a loop of its own.
    Nothing,
    /// There is nothing to do.
    Linear,
    /// `max(x, 0)`
    Rectify,
}

/// The number nearest to `x` in `low..=high`. Unlike `x.max(low).min(high)` it gives NaN for NaN.
#[inline(always)]
fn clip<T: Real>(x: T, low: f64, high: f64) -> T {
    let (low, high) = (T::of(low), T::of(high));
    let x = if x < low { low } else { x };
    if x > high { high } else { x }
}
