//! Normalization folded into the weights of the layer next to it, once training is over.

use crate::Element;
use crate::layer::{BatchNormalization, Dense};
use crate::math::Real;
use crate::network::Compiled;
use crate::storage::{Bias, Plain, Tensor};

/// What `Network::fold` makes of a network.
pub type Folded<N> = <N as Compiled>::Folded;

/// A layer, or a network with nothing to fold, stays as it is.
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
