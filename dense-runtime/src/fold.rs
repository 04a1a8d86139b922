//! Normalization folded into the weights of the layer next to it, once training is over.

use crate::Element;
use crate::kernels::LEAST_DEVIATION;
use crate::layer::{BatchNormalization, Normalization};
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

/// A layer's weights before others are folded into them. Where it has no bias, which would lie behind its kernels, that begins with
/// zeros.
#[doc(hidden)]
pub fn with_bias<T: Element>(from: &impl Plain<Element = T>, to: &mut impl Plain<Element = T>) {
    let (weights, bias) = to.parameters_mut().split_at_mut(from.parameters().len());
    weights.copy_from_slice(from.parameters());
    bias.fill(T::zero());
}

/// What is left of a layer for predictions: each column is multiplied by a number, and another one is added.
#[doc(hidden)]
pub trait Columns {
    /// How many columns there are.
    const WIDTH: usize;

    /// What a column is multiplied by, and what is then added.
    fn scale_and_offset(&self, column: usize) -> (f64, f64);
}

/// A `BatchNormalization` with its epsilon.
#[doc(hidden)]
#[derive(Debug)]
pub struct OfBatches<'a, G, B, M, V> {
    layer: &'a BatchNormalization<G, B, M, V>,
    epsilon: f64,
}

/// A `Normalization`, or the way back from one.
#[doc(hidden)]
#[derive(Debug)]
pub struct OfData<'a, M, V> {
    layer: &'a Normalization<M, V>,
    inverse: bool,
}

/// The columns of a `BatchNormalization`.
#[doc(hidden)]
pub fn of_batches<G, B, M, V>(layer: &BatchNormalization<G, B, M, V>, epsilon: f64) -> OfBatches<'_, G, B, M, V> {
    OfBatches { layer, epsilon }
}

/// The columns of a `Normalization`.
#[doc(hidden)]
pub fn of_data<M, V>(layer: &Normalization<M, V>, inverse: bool) -> OfData<'_, M, V> {
    OfData { layer, inverse }
}

impl<T: Element, G, B, M, V> Columns for OfBatches<'_, G, B, M, V>
where
    G: Bias<T>,
    B: Bias<T>,
    M: Tensor<Element = T>,
    V: Tensor<Element = T>,
{
    const WIDTH: usize = M::LEN;

    fn scale_and_offset(&self, column: usize) -> (f64, f64) {
        let OfBatches { layer, epsilon } = self;
        let of = |tensor: Option<&[T]>, otherwise| tensor.map_or(otherwise, |tensor| tensor[column].as_f64());
        let (mean, variance) = (layer.moving_mean.as_flat()[column], layer.moving_variance.as_flat()[column]);
        let scale = of(layer.gamma.values(), 1.0) / Real::sqrt(variance.as_f64() + epsilon);
        (scale, of(layer.beta.values(), 0.0) - mean.as_f64() * scale)
    }
}

impl<M: Tensor, V: Tensor<Element = M::Element>> Columns for OfData<'_, M, V> {
    const WIDTH: usize = M::LEN;

    fn scale_and_offset(&self, column: usize) -> (f64, f64) {
        let (mean, variance) = (self.layer.mean.as_flat()[column], self.layer.variance.as_flat()[column]);
        let (mean, deviation) = (mean.as_f64(), Real::sqrt(variance.as_f64()).max(LEAST_DEVIATION));
        match self.inverse {
            true => (deviation, mean),
            false => (1.0 / deviation, -mean / deviation),
        }
    }
}

/// Folds columns into the kernel and the bias that give them.
#[doc(hidden)]
pub fn behind<T: Element, const UNITS: usize>(
    columns: &impl Columns,
    kernel: &mut impl Tensor<Element = T>,
    bias: &mut [T; UNITS],
) {
    let kernel = kernel.as_flat_mut();
    for (unit, bias) in bias.iter_mut().enumerate() {
        let (scale, offset) = columns.scale_and_offset(unit);
        for weight in kernel.iter_mut().skip(unit).step_by(UNITS) {
            *weight = T::of(weight.as_f64() * scale);
        }
        *bias = T::of(bias.as_f64() * scale + offset);
    }
}

/// Folds columns into the kernel and the bias that take them.
#[doc(hidden)]
pub fn before<C: Columns, T: Element, const UNITS: usize>(
    columns: &C,
    kernel: &mut impl Tensor<Element = T>,
    bias: &mut [T; UNITS],
) {
    let kernel = kernel.as_flat_mut();
    for (unit, bias) in bias.iter_mut().enumerate() {
        let mut sum = bias.as_f64();
        for (input, weight) in kernel.iter_mut().skip(unit).step_by(UNITS).enumerate() {
            // Rows behind each other have the same columns.
            let (scale, offset) = columns.scale_and_offset(input % C::WIDTH);
            sum += weight.as_f64() * offset;
            *weight = T::of(weight.as_f64() * scale);
        }
        *bias = T::of(sum);
    }
}
