//! A prediction: values flow from the input to the output, and nothing is kept.

use super::Values;
use super::pixels::pixels_of_both_ways;
use super::steps::steps_of_both_ways;
use crate::Element;
use crate::activation::parametric::{ApplyWith, Parametric};
use crate::activation::{InPassing, RowActivation};
use crate::isa::{Isa, Op};
use crate::kernels::{Affine, Average, Gate, LookUp, Normalize, Product, Rectify, Standardize};
#[cfg(feature = "std")]
use crate::kernels::{Runs, Total, run, terms_of, workers::Workers};
use crate::layer::{BatchNormalization, Dense, Embedding, Normalization, PReLU};
use crate::storage::{Bias, Tensor};

/// A prediction for some samples at once.
#[derive(Debug)]
#[doc(hidden)]
pub struct Inference<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) values: Values<'a, T>,
    /// Whether it is for one sample that is waited for. Small layers are then parts of one straight piece of code.
    pub(crate) straight: bool,
    /// Whether large layers are spread over threads: for a single sample.
    #[cfg(feature = "std")]
    pub(crate) spread: Option<Spread<'a, T>>,
}

/// How large layers of a single sample are spread over threads.
#[cfg(feature = "std")]
#[derive(Debug)]
pub(crate) struct Spread<'a, T> {
    pub(crate) workers: &'a mut Workers,
    /// Where the workers put their sums: at least [`shared_sums`] numbers.
    pub(crate) sums: &'a mut [T],
    /// Where each of them puts a part of what a convolution gives.
    pub(crate) rooms: &'a mut [T],
}

impl<I: Isa, T: Element> Inference<'_, I, T> {
    steps_of_both_ways!();
    pixels_of_both_ways!();

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
        #[cfg(feature = "std")]
        if let Some(spread) = &mut self.spread
            && const { is_shared(INPUTS, UNITS) }
        {
            return shared(self.isa, spread, layer, others.read(from), to, activation);
        }
        dense(self.isa, layer, others.read(from), to, activation, self.straight);
    }

    /// `to = activation(from)`, for rows of `width` numbers.
    #[inline(always)]
    pub fn activation(&mut self, from: usize, to: usize, width: usize, activation: impl RowActivation) {
        let to = self.values.begin(from, to);
        if self.straight && is_small(width) {
            activation.forward_here(self.isa, to, width);
        } else {
            activation.forward(self.isa, to, width);
        }
    }

    /// `to = embeddings[index]`, for each index of the input.
    #[inline(always)]
    pub fn embedding<const ROWS: usize, const WIDTH: usize>(
        &mut self,
        layer: &Embedding<[[T; WIDTH]; ROWS]>,
        to: usize,
    ) {
        let is_small = is_small(self.values.plan[to].len);
        let (indices, to) = self.values.write_beside_indices(to);
        let task = LookUp { table: layer.embeddings.as_flattened(), width: WIDTH, indices, rows: to };
        if self.straight && is_small {
            task.run(self.isa);
        } else {
            T::look_up(task);
        }
    }

    /// `to = mean(from)`, over the steps of each sample.
    #[inline(always)]
    pub fn average(&mut self, steps: usize, features: usize, from: usize, to: usize) {
        let (others, means) = self.values.write(to);
        let task = Average { x: others.read(from), means, steps, features };
        if self.straight && is_small(steps * features) {
            task.run(self.isa);
        } else {
            T::average(task);
        }
    }
}

/// Weights whose reading takes longer than it takes to hand work to another core.
#[cfg(feature = "std")]
const WORTH_SHARING: usize = 100_000;

/// Columns that no instruction set sums in parts.
#[cfg(feature = "std")]
const WIDE: usize = 128;

#[cfg(feature = "std")]
const fn is_shared(inputs: usize, units: usize) -> bool {
    inputs * units >= WORTH_SHARING && units >= WIDE && run(inputs) < inputs
}

/// How many numbers it takes for the sums of a kernel of this shape.
#[cfg(feature = "std")]
pub(crate) const fn shared_sums(inputs: usize, units: usize) -> usize {
    if is_shared(inputs, units) { inputs.div_ceil(run(inputs)) * units } else { 0 }
}

/// `to = activation(from · kernel + bias)` for one sample, with some of the runs of terms for each worker: a piece of the kernel
/// without gaps, which stays in the worker's cache. (Columns would leave gaps that are a power of two apart, of which a cache
/// holds half as many.)
#[cfg(feature = "std")]
#[inline(always)]
fn shared<I: Isa, T: Element, const INPUTS: usize, const UNITS: usize, B: Bias<T>>(
    isa: I,
    spread: &mut Spread<'_, T>,
    layer: &Dense<[[T; UNITS]; INPUTS], B>,
    a: &[T],
    to: &mut [T],
    activation: impl RowActivation,
) {
    let (b, bias) = (layer.kernel.as_flat(), layer.bias.values());
    let rectify = activation.in_passing() == InPassing::Rectify;
    let runs = const { INPUTS.div_ceil(run(INPUTS)) };
    let of = spread.workers.size().min(runs);
    let sums = &mut spread.sums[..runs * UNITS];
    let mut rest = &mut *sums;
    let share = |worker: usize| {
        let runs = runs * worker / of..runs * (worker + 1) / of;
        let sums = rest.split_off_mut(..runs.len() * UNITS).expect("the shares make up the whole");
        (runs, sums)
    };
    spread.workers.share_out(of, share, |(runs, sums)| {
        let a = &a[terms_of(&runs, INPUTS)];
        T::runs(isa, Runs { a, b, bias, sums, inner: INPUTS, columns: UNITS, runs });
    });
    T::total(isa, Total { sums, c: &mut *to, rectify });
    if activation.in_passing() == InPassing::Nothing {
        activation.forward(isa, to, UNITS);
    }
}

/// Whether a layer with so many weights takes so little time that calls and branches show in it.
///
/// In a build with debug assertions none does: code that becomes a part of the user's crate is not optimized there, and this
/// crate may be.
const fn is_small(weights: usize) -> bool {
    weights <= 8192 && !cfg!(debug_assertions)
}

/// `to = activation(from · kernel + bias)`, by kernels compiled in this crate, or, if the caller is `straight`, as a part of it.
///
/// What is a constant is asked first, so that of the two ways only those that can be taken are compiled in the user's crate.
#[inline(always)]
pub(super) fn dense<I: Isa, T: Element, const INPUTS: usize, const UNITS: usize, B: Bias<T>>(
    isa: I,
    layer: &Dense<[[T; UNITS]; INPUTS], B>,
    from: &[T],
    to: &mut [T],
    activation: impl RowActivation,
    straight: bool,
) {
    let (b, bias) = (layer.kernel.as_flat(), layer.bias.values());
    let rectify = activation.in_passing() == InPassing::Rectify;
    let task = Product { a: from, b, bias, c: &mut *to, inner: INPUTS, columns: UNITS, rectify };
    if const { is_small(INPUTS * UNITS) } && straight {
        T::product_here(isa, task)
    } else {
        T::product(isa, task)
    }
    if activation.in_passing() == InPassing::Nothing {
        if const { is_small(INPUTS * UNITS) } && straight {
            activation.forward_here(isa, to, UNITS);
        } else {
            activation.forward(isa, to, UNITS);
        }
    }
}
