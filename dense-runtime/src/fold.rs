//! Normalization folded into the weights of the layer next to it, once training is over.

use crate::Element;
use crate::layer::{BatchNormalization, Dense};
use crate::math::Real;
use crate::network::{Compiled, Network};
use crate::storage::{Bias, Plain, Tensor};

/// A network whose [`BatchNormalization`](crate::vocabulary::layers::BatchNormalization) layers can become parts of others.
///
/// After training, such a layer multiplies each column by a number and adds another one. A `Dense` directly behind it or before it can
/// do the same with other weights, and then nothing is left to do for the layer. `network!` implements this for networks with such
/// a layer; layers that only change the shape, or that do nothing in predictions, may lie between the two.
///
/// What comes out is a network of another type, which the compiler made beside yours: all that a [`Network`] can, it can, and its
/// `FLOPS` and `PARAMETERS` are smaller. It gives the same outputs but for rounding.
///
/// ```
/// use dense_runtime::{Fold, Folded, Network, network};
///
/// network! {
///     pub struct Policy {
///         Input(8) -> Dense(64, use_bias = false) -> BatchNormalization -> Activation(relu) -> Dense(2)
///     }
/// }
///
/// let policy = Policy::new(1);
/// let fast: Box<Folded<Policy>> = policy.fold();
///
/// let (slow, fast) = (policy.predict(&[0.5; 8]), fast.predict(&[0.5; 8]));
/// assert!(slow.iter().zip(&fast).all(|(a, b)| (a - b).abs() < 1e-5));
/// assert_eq!(Policy::FLOPS - <Folded<Policy>>::FLOPS, 64);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no layer to fold",
    note = "a `BatchNormalization` can be folded that stands directly behind a `Dense` without an activation, or before a `Dense`"
)]
pub trait Fold: Network {
    /// The network without these layers.
    type Folded: Compiled<Element = Self::Element, Input = Self::Input, Output = Self::Output>;

    /// Writes the weights of the network without these layers.
    fn fold_into(&self, folded: &mut Self::Folded);

    /// The network without these layers, on the heap.
    #[cfg(feature = "std")]
    #[must_use]
    fn fold(&self) -> Box<Self::Folded> {
        let mut folded = Self::Folded::zeroed();
        self.fold_into(&mut folded);
        folded
    }
}

/// What a network is [folded](Fold) to.
pub type Folded<N> = <N as Fold>::Folded;

/// A layer stays as it is.
#[doc(hidden)]
pub fn keep<L: Plain>(from: &L, to: &mut L) {
    to.parameters_mut().copy_from_slice(from.parameters());
}

/// A layer's weights before others are folded into them. One without a bias begins with zeros.
#[doc(hidden)]
pub fn dense<T: Element, B: Bias<T>, const INPUTS: usize, const UNITS: usize>(
    from: &Dense<[[T; UNITS]; INPUTS], B>,
    to: &mut Dense<[[T; UNITS]; INPUTS], [T; UNITS]>,
) {
    to.kernel.as_flat_mut().copy_from_slice(from.kernel.as_flat());
    match from.bias.values() {
        Some(bias) => to.bias.copy_from_slice(bias),
        None => to.bias.fill(T::zero()),
    }
}

/// Folds a normalization into the layer that gives what it normalizes.
#[doc(hidden)]
pub fn behind<T: Element, G, B, M, V, const INPUTS: usize, const UNITS: usize>(
    layer: &BatchNormalization<G, B, M, V>,
    epsilon: f64,
    into: &mut Dense<[[T; UNITS]; INPUTS], [T; UNITS]>,
) where
    G: Bias<T>,
    B: Bias<T>,
    M: Tensor<Element = T>,
    V: Tensor<Element = T>,
{
    for unit in 0..UNITS {
        let (scale, offset) = scale_and_offset(layer, epsilon, unit);
        for weights in &mut into.kernel {
            weights[unit] = T::of(weights[unit].as_f64() * scale);
        }
        into.bias[unit] = T::of(into.bias[unit].as_f64() * scale + offset);
    }
}

/// Folds a normalization into the layer that takes what it gives.
#[doc(hidden)]
pub fn before<T: Element, G, B, M, V, const INPUTS: usize, const UNITS: usize>(
    layer: &BatchNormalization<G, B, M, V>,
    epsilon: f64,
    into: &mut Dense<[[T; UNITS]; INPUTS], [T; UNITS]>,
) where
    G: Bias<T>,
    B: Bias<T>,
    M: Tensor<Element = T>,
    V: Tensor<Element = T>,
{
    for unit in 0..UNITS {
        let mut bias = into.bias[unit].as_f64();
        for (input, weights) in into.kernel.iter_mut().enumerate() {
            // Rows behind each other were normalized alike.
            let (scale, offset) = scale_and_offset(layer, epsilon, input % M::LEN);
            bias += weights[unit].as_f64() * offset;
            weights[unit] = T::of(weights[unit].as_f64() * scale);
        }
        into.bias[unit] = T::of(bias);
    }
}

/// What a layer multiplies a column by, and what it then adds.
fn scale_and_offset<T: Element, G, B, M, V>(
    layer: &BatchNormalization<G, B, M, V>,
    epsilon: f64,
    column: usize,
) -> (f64, f64)
where
    G: Bias<T>,
    B: Bias<T>,
    M: Tensor<Element = T>,
    V: Tensor<Element = T>,
{
    let of = |tensor: Option<&[T]>, otherwise| tensor.map_or(otherwise, |tensor| tensor[column].as_f64());
    let (mean, variance) = (layer.moving_mean.as_flat()[column], layer.moving_variance.as_flat()[column]);
    let scale = of(layer.gamma.values(), 1.0) / Real::sqrt(variance.as_f64() + epsilon);
    (scale, of(layer.beta.values(), 0.0) - mean.as_f64() * scale)
}
