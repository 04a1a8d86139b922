//! The backward half of a training step: the loss's gradient flows from the logits to the first layer that learns.

use core::ops::Range;

use super::{Noise, Statistics, Values};
use crate::Element;
use crate::activation::RowActivation;
use crate::activation::parametric::{DeriveWith, Parametric, SumSlopes};
use crate::isa::Isa;
use crate::kernels::{
    Affine, AverageBack, Chance, GateBack, InputGradient, NormalizeBack, RectifyBack, Rescale, RowSums, SlopeSums,
    StandardizeBack,
};
use crate::layer::{BatchNormalization, Dense, Normalization, PReLU};
use crate::regularizer::Regularizer;
use crate::storage::{Bias, Tensor};

/// The backward half of a training step for one block of samples.
#[derive(Debug)]
#[doc(hidden)]
pub struct Backward<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) values: Values<'a, T>,
    pub(crate) chance: Chance,
    /// One over the number of samples, for what is a mean over all of them.
    pub(crate) scale: T,
    /// Which phases the pass is in: one of them, while it looks at a whole batch, or all.
    pub(crate) phases: Range<usize>,
    pub(crate) statistics: Statistics<'a, T>,
}

impl<I: Isa, T: Element> Backward<'_, I, T> {
    /// `to = from · kernelᵀ`: from the gradient of the layer's sums to the gradient of its input.
    #[inline(always)]
    pub fn dense<const INPUTS: usize, const UNITS: usize, B: Bias<T>>(
        &mut self,
        layer: &Dense<[[T; UNITS]; INPUTS], B>,
        from: usize,
        to: usize,
    ) {
        let (others, dx) = self.values.write(to);
        let dy = others.read(from);
        T::input_gradient(self.isa, InputGradient { dy, w: layer.kernel.as_flat(), dx, inputs: INPUTS, units: UNITS });
    }

    /// From the gradient of an activation's output to that of its input, in place. `x` and `y` are the activation's
    /// input and output; where only the output was kept, both name it.
    #[inline(always)]
    pub fn activation(&mut self, x: usize, y: usize, gradient: usize, width: usize, activation: impl RowActivation) {
        let (others, gradient) = self.values.write(gradient);
        activation.backward(self.isa, others.read(x), others.read(y), gradient, width);
    }

    /// Whether the steps of a phase are to be taken. They have the numbers of the forward pass, and come from the last to the first.
    #[inline(always)]
    pub fn phase(&self, phase: usize) -> bool {
        self.phases.contains(&phase)
    }

    /// From the gradient of what was normalized by moving statistics to that of what it was before, in place.
    #[inline(always)]
    pub fn normalize<G: Bias<T>, B: Bias<T>, M: Tensor<Element = T>, V: Tensor<Element = T>>(
        &mut self,
        layer: &BatchNormalization<G, B, M, V>,
        epsilon: f64,
        gradient: usize,
    ) {
        let (_, gradient) = self.values.write(gradient);
        let (variance, gamma) = (layer.moving_variance.as_flat(), layer.gamma.values());
        T::rescale(Rescale { gradient, variance, epsilon, gamma });
    }

    /// The same for what was normalized by the statistics of the batch, which depend on `x`, what it was before. `number` is that of
    /// the layer among those that look at the batch.
    #[inline(always)]
    pub fn normalize_batch<G: Bias<T>, B: Bias<T>, M: Tensor<Element = T>, V: Tensor<Element = T>>(
        &mut self,
        layer: &BatchNormalization<G, B, M, V>,
        number: usize,
        epsilon: f64,
        x: usize,
        gradient: usize,
    ) {
        let rows_of_a_sample = T::of((self.values.plan[x].len / M::LEN) as f64);
        let (statistics, share) = (self.statistics, self.scale / rows_of_a_sample);
        let (others, gradient) = self.values.write(gradient);
        let (x, gamma) = (others.read(x), layer.gamma.values());
        let (mean, variance) = (statistics.mean(number), statistics.variance(number));
        let (offset, scale) = (statistics.offset(number), statistics.scale(number));
        T::normalize_back(NormalizeBack { gradient, x, mean, variance, epsilon, gamma, offset, scale, share });
    }

    /// The same for an activation with these parameters.
    #[inline(always)]
    pub fn trained<const N: usize>(
        &mut self,
        &parameters: &[T; N],
        x: usize,
        y: usize,
        gradient: usize,
        activation: impl Parametric<N>,
    ) {
        let (others, dy) = self.values.write(gradient);
        self.isa.run(DeriveWith { activation, parameters, x: others.read(x), y: others.read(y), dy });
    }

    /// `sums = Σ gradient · slopes`, over a sample's numbers: what the sample adds to the gradients of these parameters.
    #[inline(always)]
    pub fn parameter_gradient<const N: usize>(
        &mut self,
        &parameters: &[T; N],
        x: usize,
        y: usize,
        gradient: usize,
        sums: usize,
        activation: impl Parametric<N>,
    ) {
        let (others, sums) = self.values.write(sums);
        let (x, y, dy) = (others.read(x), others.read(y), others.read(gradient));
        self.isa.run(SumSlopes { activation, parameters, x, y, dy, sums });
    }

    /// `sums = Σ gradient · x`, over a sample's rows of `width` numbers: what the sample adds to the gradient of a scale.
    #[inline(always)]
    pub fn scale_gradient(&mut self, x: usize, gradient: usize, sums: usize, width: usize) {
        let (others, sums) = self.values.write(sums);
        T::row_sums(RowSums { dy: others.read(gradient), x: Some(others.read(x)), sums, width });
    }

    /// `sums = Σ gradient`, over a sample's rows of `width` numbers: what the sample adds to the gradient of an offset.
    #[inline(always)]
    pub fn offset_gradient(&mut self, gradient: usize, sums: usize, width: usize) {
        let (others, sums) = self.values.write(sums);
        T::row_sums(RowSums { dy: others.read(gradient), x: None, sums, width });
    }

    /// From the gradient of what was scaled to that of what it was before, in place.
    #[inline(always)]
    pub fn scale(&mut self, scale: Option<&[T]>, gradient: usize) {
        let (_, values) = self.values.write(gradient);
        T::affine(Affine { values, scale, offset: None });
    }

    /// What each sample adds to the gradients of the slopes of a layer that rectified `x`.
    #[inline(always)]
    pub fn slope_gradient<A: Tensor<Element = T>>(
        &mut self,
        layer: &PReLU<A>,
        shape: &[usize],
        x: usize,
        gradient: usize,
        sums: usize,
    ) {
        let (others, sums) = self.values.write(sums);
        let (dy, x) = (others.read(gradient), others.read(x));
        T::slope_sums(SlopeSums { dy, x, sums, sharing: layer.sharing(shape) });
    }

    /// From the gradient of what was rectified to that of `x`, what it was before, in place.
    #[inline(always)]
    pub fn prelu<A: Tensor<Element = T>>(&mut self, layer: &PReLU<A>, shape: &[usize], x: usize, gradient: usize) {
        let (others, gradient) = self.values.write(gradient);
        let (x, alpha) = (others.read(x), layer.alpha.as_flat());
        T::rectify_back(RectifyBack { gradient, x, alpha, sharing: layer.sharing(shape) });
    }

    /// From the gradient of what was standardized to that of what it was before, in place.
    #[inline(always)]
    pub fn standardize<M: Tensor<Element = T>, V: Tensor<Element = T>>(
        &mut self,
        layer: &Normalization<M, V>,
        inverse: bool,
        gradient: usize,
    ) {
        let (_, gradient) = self.values.write(gradient);
        T::standardize_back(StandardizeBack { gradient, variance: layer.variance.as_flat(), inverse });
    }

    /// `to = from / steps`, for each step of a sample: from the gradients of means to those of what they are the means of.
    #[inline(always)]
    pub fn average(&mut self, steps: usize, features: usize, from: usize, to: usize) {
        let (others, dx) = self.values.write(to);
        T::average_back(AverageBack { dy: others.read(from), dx, steps, features });
    }

    /// From the gradient `from` of what was gated to the gradient `to` of `x`, what it was before.
    #[inline(always)]
    pub fn glu(&mut self, x: usize, from: usize, to: usize, width: usize) {
        let (others, dx) = self.values.write(to);
        T::gate_back(GateBack { x: others.read(x), dy: others.read(from), dx, width });
    }

    /// Adds the gradient of a penalty on what a layer gives, which is made in `room`, to the gradient of that.
    #[inline(always)]
    pub fn penalty(&mut self, of: usize, room: usize, gradient: usize, regularizer: impl Regularizer) {
        let rows = self.values.rows;
        let (others, room_of_rows) = self.values.write(room);
        let values = others.read(of);
        let len = values.len() / rows;
        for (slope, row) in room_of_rows.chunks_exact_mut(len).zip(values.chunks_exact(len)) {
            slope.fill(T::zero());
            regularizer.add_gradient(&[len], row, slope);
        }
        let (others, gradient) = self.values.write(gradient);
        for (gradient, &slope) in gradient.iter_mut().zip(others.read(room)) {
            *gradient += self.scale * slope;
        }
    }

    /// From the gradient of what noise made to that of what it was made of, in place.
    #[inline(always)]
    pub fn noise(&mut self, layer: usize, noise: Noise, gradient: usize) {
        let rows = self.values.rows;
        let (_, gradient) = self.values.write(gradient);
        noise.backward(self.chance, layer, gradient, rows);
    }
}
