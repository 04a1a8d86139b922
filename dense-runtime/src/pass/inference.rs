//! A prediction: values flow from the input to the output, and nothing is kept.

use super::Values;
use crate::Element;
use crate::activation::{InPassing, RowActivation};
use crate::isa::Isa;
use crate::kernels::Product;
use crate::layer::Dense;
use crate::storage::{Bias, Tensor};

/// A prediction for some samples at once.
#[derive(Debug)]
#[doc(hidden)]
pub struct Inference<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) values: Values<'a, T>,
}

impl<I: Isa, T: Element> Inference<'_, I, T> {
    /// `to = activation(from · kernel + bias)`
    #[inline(always)]
    pub fn dense<const INPUTS: usize, const UNITS: usize, B: Bias<T>>(
        &mut self,
        layer: &Dense<[[T; UNITS]; INPUTS], B>,
        from: usize,
        to: usize,
        activation: impl RowActivation,
    ) {
        let (others, to) = self.values.write(to);
        dense(self.isa, layer, others.read(from), to, activation);
    }

    /// `to = activation(from)`, for rows of `width` numbers.
    #[inline(always)]
    pub fn activation(&mut self, from: usize, to: usize, width: usize, activation: impl RowActivation) {
        self.copy(from, to);
        let (_, to) = self.values.write(to);
        activation.forward(self.isa, to, width);
    }

    /// `to = from`
    #[inline(always)]
    pub fn copy(&mut self, from: usize, to: usize) {
        if from != to {
            let (others, to) = self.values.write(to);
            to.copy_from_slice(others.read(from));
        }
    }
}

/// `to = activation(from · kernel + bias)`
#[inline(always)]
pub(super) fn dense<I: Isa, T: Element, const INPUTS: usize, const UNITS: usize, B: Bias<T>>(
    isa: I,
    layer: &Dense<[[T; UNITS]; INPUTS], B>,
    from: &[T],
    to: &mut [T],
    activation: impl RowActivation,
) {
    let (b, bias) = (layer.kernel.as_flat(), layer.bias.values());
    let rectify = activation.in_passing() == InPassing::Rectify;
    T::product(isa, Product { a: from, b, bias, c: to, inner: INPUTS, columns: UNITS, rectify });
    if activation.in_passing() == InPassing::Nothing {
        activation.forward(isa, to, UNITS);
    }
}
