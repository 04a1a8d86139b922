//! The forward half of a training step: like a prediction, with noise, and with every value kept that the way back
//! will read.

use core::ops::Range;

use super::pixels::pixels_of_both_ways;
use super::steps::steps_of_both_ways;
use super::{Noise, Statistics, Values, inference};
use crate::Element;
use crate::activation::RowActivation;
use crate::activation::parametric::{ApplyWith, Parametric};
use crate::isa::Isa;
use crate::kernels::{Affine, Average, Chance, Gate, LookUp, Normalize, Rectify, Standardize};
use crate::layer::{BatchNormalization, Dense, Embedding, Normalization, PReLU};
use crate::regularizer::Regularizer;
use crate::storage::{Bias, Tensor};

/// The forward half of a training step for one block of samples.
#[derive(Debug)]
#[doc(hidden)]
pub struct Forward<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) values: Values<'a, T>,
    /// Nothing is left to chance in an evaluation.
    pub(crate) chance: Option<Chance>,
    /// For each sample, what regularizers of outputs add to its loss.
    pub(crate) penalties: &'a mut [T],
    /// Which phases the pass is in: one of them, while it looks at a whole batch, or all.
    pub(crate) phases: Range<usize>,
    pub(crate) statistics: Statistics<'a, T>,
}

impl<I: Isa, T: Element> Forward<'_, I, T> {
    steps_of_both_ways!();
    pixels_of_both_ways!();

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

    /// Whether the steps of a phase are to be taken. Phases lie between the layers that look at whole batches.
    #[inline(always)]
    pub fn phase(&self, phase: usize) -> bool {
        self.phases.contains(&phase)
    }

    /// `to = (from - mean) / √(variance + epsilon) · gamma + beta`, with mean and variance of the batch, for the layer of this number
    /// among those that look at it. In an evaluation they are the moving ones.
    #[inline(always)]
    pub fn normalize_batch<G: Bias<T>, B: Bias<T>, M: Tensor<Element = T>, V: Tensor<Element = T>>(
        &mut self,
        layer: &BatchNormalization<G, B, M, V>,
        number: usize,
        epsilon: f64,
        from: usize,
        to: usize,
    ) {
        if self.chance.is_none() {
            return self.normalize(layer, epsilon, from, to);
        }
        let (mean, variance) = (self.statistics.mean(number), self.statistics.variance(number));
        let values = self.values.begin(from, to);
        let (gamma, beta) = (layer.gamma.values(), layer.beta.values());
        T::normalize(Normalize { values, mean, variance, epsilon, gamma, beta });
    }

    /// `to = activation(from)`, for rows of `width` numbers.
    #[inline(always)]
    pub fn activation(&mut self, from: usize, to: usize, width: usize, activation: impl RowActivation) {
        let to = self.values.begin(from, to);
        activation.forward(self.isa, to, width);
    }

    /// `to = noise(from)`. `layer` is the layer's place in the network; no two layers draw the same numbers, unless they have a
    /// seed of their own.
    #[inline(always)]
    pub fn noise(&mut self, layer: usize, noise: Noise, from: usize, to: usize) {
        self.copy(from, to);
        if let Some(chance) = self.chance {
            let rows = self.values.rows;
            let (_, to) = self.values.write(to);
            noise.forward(chance, layer, to, rows);
        }
    }

    /// `to = embeddings[index]`, for each index of the input.
    #[inline(always)]
    pub fn embedding<const ROWS: usize, const WIDTH: usize>(
        &mut self,
        layer: &Embedding<[[T; WIDTH]; ROWS]>,
        to: usize,
    ) {
        let (indices, rows) = self.values.write_beside_indices(to);
        T::look_up(LookUp { table: layer.embeddings.as_flattened(), width: WIDTH, indices, rows });
    }

    /// `to = mean(from)`, over the steps of each sample.
    #[inline(always)]
    pub fn average(&mut self, steps: usize, features: usize, from: usize, to: usize) {
        let (others, means) = self.values.write(to);
        T::average(Average { x: others.read(from), means, steps, features });
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
}
