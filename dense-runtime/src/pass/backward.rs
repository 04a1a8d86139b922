//! The backward half of a training step: the loss's gradient flows from the logits to the first layer that learns.

use super::Values;
use crate::Element;
use crate::activation::RowActivation;
use crate::activation::parametric::{DeriveWith, Parametric, SumSlopes};
use crate::isa::Isa;
use crate::kernels::{Affine, Drop, Dropping, InputGradient, RowSums};
use crate::layer::Dense;
use crate::regularizer::Regularizer;
use crate::storage::{Bias, Tensor};

/// The backward half of a training step for one block of samples.
#[derive(Debug)]
#[doc(hidden)]
pub struct Backward<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) values: Values<'a, T>,
    pub(crate) dropping: Dropping,
    /// One over the number of samples, for what is a mean over all of them.
    pub(crate) scale: T,
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

    /// From the gradient of a dropout layer's output to that of its input, in place.
    #[inline(always)]
    pub fn dropout(&mut self, layer: usize, rate: f64, gradient: usize) {
        let rows = self.values.rows;
        let (_, gradient) = self.values.write(gradient);
        T::drop(Drop { dropping: self.dropping, layer, rate, values: gradient, rows });
    }
}
