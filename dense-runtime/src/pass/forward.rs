//! The forward half of a training step: like a prediction, with dropout, and with every value kept that the way back
//! will read.

use super::{Values, inference};
use crate::Element;
use crate::activation::RowActivation;
use crate::activation::parametric::{ApplyWith, Parametric};
use crate::isa::Isa;
use crate::kernels::{Affine, Drop, Dropping};
use crate::layer::Dense;
use crate::regularizer::Regularizer;
use crate::storage::Bias;

/// The forward half of a training step for one block of samples.
#[derive(Debug)]
#[doc(hidden)]
pub struct Forward<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) values: Values<'a, T>,
    /// Nothing is dropped in an evaluation.
    pub(crate) dropping: Option<Dropping>,
    /// For each sample, what regularizers of outputs add to its loss.
    pub(crate) penalties: &'a mut [T],
}

impl<I: Isa, T: Element> Forward<'_, I, T> {
    /// `to = activation(from · kernel + bias)`. The activation's derivative must be a function of its output, because
    /// its input is not kept.
    #[inline(always)]
    pub fn dense<const INPUTS: usize, const UNITS: usize, B: Bias<T>>(
        &mut self,
        layer: &Dense<[[T; UNITS]; INPUTS], B>,
        from: usize,
        to: usize,
        activation: impl RowActivation,
    ) {
        let (others, to) = self.values.write(to);
        inference::dense(self.isa, layer, others.read(from), to, activation, false);
    }

    /// `to = activation(from)`, for rows of `width` numbers.
    #[inline(always)]
    pub fn activation(&mut self, from: usize, to: usize, width: usize, activation: impl RowActivation) {
        self.copy(from, to);
        let (_, to) = self.values.write(to);
        activation.forward(self.isa, to, width);
    }

    /// `to = activation(from)`, with these parameters.
    #[inline(always)]
    pub fn trained<const N: usize>(
        &mut self,
        &parameters: &[T; N],
        from: usize,
        to: usize,
        activation: impl Parametric<N>,
    ) {
        self.copy(from, to);
        let (_, values) = self.values.write(to);
        self.isa.run(ApplyWith { activation, parameters, values });
    }

    /// `to = from`, with numbers dropped at `rate` and the others scaled by `1 / (1 - rate)`. `layer` is the layer's
    /// place in the network; no two layers drop alike.
    #[inline(always)]
    pub fn dropout(&mut self, layer: usize, rate: f64, from: usize, to: usize) {
        self.copy(from, to);
        if let Some(dropping) = self.dropping {
            let rows = self.values.rows;
            let (_, to) = self.values.write(to);
            T::drop(Drop { dropping, layer, rate, values: to, rows });
        }
    }

    /// `to = from · scale + offset`, for rows as long as these.
    #[inline(always)]
    pub fn affine(&mut self, scale: Option<&[T]>, offset: Option<&[T]>, from: usize, to: usize) {
        self.copy(from, to);
        let (_, values) = self.values.write(to);
        T::affine(Affine { values, scale, offset });
    }

    /// Adds a penalty on what a layer gives to the loss of each sample.
    #[inline(always)]
    pub fn penalty(&mut self, of: usize, regularizer: impl Regularizer) {
        let rows = self.values.rows;
        let values = self.values.read(of);
        let len = values.len() / rows;
        for (penalty, row) in self.penalties.iter_mut().zip(values.chunks_exact(len)) {
            *penalty += regularizer.penalty(&[len], row);
        }
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
