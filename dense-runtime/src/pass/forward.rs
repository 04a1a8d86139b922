//! The forward half of a training step: like a prediction, with dropout, and with every value kept that the way back
//! will read.

use super::{Values, inference};
use crate::Element;
use crate::activation::RowActivation;
use crate::isa::{Isa, Op};
use crate::layer::Dense;
use crate::random::{Philox, Stream};
use crate::storage::Bias;

/// The forward half of a training step for one block of samples.
#[derive(Debug)]
#[doc(hidden)]
pub struct Forward<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) values: Values<'a, T>,
    /// Nothing is dropped in an evaluation.
    pub(crate) dropping: Option<Dropping>,
}

/// What decides which numbers a dropout layer drops: nothing else does, so the way back can ask again instead of
/// keeping a mask, and neither blocks nor threads matter.
#[derive(Debug, Clone, Copy, Default)]
#[doc(hidden)]
pub struct Dropping {
    /// The seed of the training run.
    pub seed: u64,
    /// The training step.
    pub step: u64,
    /// The place of the block's first sample in the batch.
    pub first_row: usize,
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
        inference::dense(self.isa, layer, others.read(from), to);
        activation.forward(self.isa, to, UNITS);
    }

    /// `to = activation(from)`, for rows of `width` numbers.
    #[inline(always)]
    pub fn activation(&mut self, from: usize, to: usize, width: usize, activation: impl RowActivation) {
        self.copy(from, to);
        let (_, to) = self.values.write(to);
        activation.forward(self.isa, to, width);
    }

    /// `to = from`, with numbers dropped at `rate` and the others scaled by `1 / (1 - rate)`. `layer` is the layer's
    /// place in the network; no two layers drop alike.
    #[inline(always)]
    pub fn dropout(&mut self, layer: usize, rate: f64, from: usize, to: usize) {
        self.copy(from, to);
        if let Some(dropping) = self.dropping {
            let rows = self.values.rows;
            let (_, to) = self.values.write(to);
            dropping.apply(self.isa, layer, rate, to, rows);
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

impl Dropping {
    /// Drops numbers of `values`, which are `rows` samples behind each other.
    pub(super) fn apply<I: Isa, T: Element>(&self, isa: I, layer: usize, rate: f64, values: &mut [T], rows: usize) {
        isa.run(Drop { dropping: *self, layer, rate, values, rows });
    }
}

struct Drop<'a, T> {
    dropping: Dropping,
    layer: usize,
    rate: f64,
    values: &'a mut [T],
    rows: usize,
}

impl<T: Element> Op for Drop<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Drop { dropping, layer, rate, values, rows } = self;
        let width = values.len() / rows;
        // A number is dropped when 32 random bits, read as a fraction, are below the rate.
        let threshold = (rate * 4_294_967_296.0) as u64;
        let scale = if rate < 1.0 { T::of(1.0 / (1.0 - rate)) } else { T::zero() };
        let random = Philox::new(dropping.seed, Stream::Dropout);
        for (row, values) in values.chunks_exact_mut(width).enumerate() {
            let row = (dropping.first_row + row) as u32;
            for (block, values) in values.chunks_mut(Philox::BATCH).enumerate() {
                let bits = random.batch([block as u32, row, layer as u32, dropping.step as u32]);
                for (value, bits) in values.iter_mut().zip(bits) {
                    *value = if u64::from(bits) < threshold { T::zero() } else { *value * scale };
                }
            }
        }
    }
}
