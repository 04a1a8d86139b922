//! A prediction: values flow from the input to the output, and nothing is kept.

use super::Values;
use crate::Element;
use crate::activation::{InPassing, RowActivation};
use crate::isa::Isa;
use crate::kernels::Product;
#[cfg(feature = "std")]
use crate::kernels::{RowPart, workers::Workers};
use crate::layer::Dense;
use crate::storage::{Bias, Tensor};

/// A prediction for some samples at once.
#[derive(Debug)]
#[doc(hidden)]
pub struct Inference<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) values: Values<'a, T>,
    /// Whether it is for one sample that is waited for. Small layers are then parts of one straight piece of code.
    pub(crate) straight: bool,
    /// Who helps with the large layers of a single sample.
    #[cfg(feature = "std")]
    pub(crate) workers: Option<&'a mut Workers>,
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
        let straight = self.straight && const { is_small(INPUTS * UNITS) };
        let (others, to) = self.values.write(to);
        #[cfg(feature = "std")]
        if let Some(workers) = &mut self.workers
            && const { INPUTS * UNITS >= WORTH_SPREADING && UNITS >= 2 * SPREAD }
        {
            return spread(self.isa, workers, layer, others.read(from), to, activation);
        }
        dense(self.isa, layer, others.read(from), to, activation, straight);
    }

    /// `to = activation(from)`, for rows of `width` numbers.
    #[inline(always)]
    pub fn activation(&mut self, from: usize, to: usize, width: usize, activation: impl RowActivation) {
        self.copy(from, to);
        let (_, to) = self.values.write(to);
        if self.straight && is_small(width) {
            activation.forward_here(self.isa, to, width);
        } else {
            activation.forward(self.isa, to, width);
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

/// Weights whose reading takes longer than it takes to hand work to another core.
#[cfg(feature = "std")]
const WORTH_SPREADING: usize = 100_000;

/// Columns that a worker takes at a time, or not at all.
#[cfg(feature = "std")]
const SPREAD: usize = 128;

/// `to = activation(from · kernel + bias)` for one sample, with a part of the columns for each worker.
#[cfg(feature = "std")]
#[inline(always)]
fn spread<I: Isa, T: Element, const INPUTS: usize, const UNITS: usize, B: Bias<T>>(
    isa: I,
    workers: &mut Workers,
    layer: &Dense<[[T; UNITS]; INPUTS], B>,
    a: &[T],
    to: &mut [T],
    activation: impl RowActivation,
) {
    let (b, bias) = (layer.kernel.as_flat(), layer.bias.values());
    let rectify = activation.in_passing() == InPassing::Rectify;
    let (pieces, of) = (UNITS.div_ceil(SPREAD), workers.size());
    let mut rest = &mut *to;
    let share = |worker: usize| {
        let first = UNITS - rest.len();
        let end = (pieces * (worker + 1) / of * SPREAD).min(UNITS);
        (first, rest.split_off_mut(..end - first).expect("the shares make up the whole"))
    };
    workers.share_out(of, share, |(first, c)| {
        T::row_part(isa, RowPart { a, b, bias, c, columns: UNITS, first, rectify });
    });
    if activation.in_passing() == InPassing::Nothing {
        activation.forward(isa, to, UNITS);
    }
}

/// Whether a layer with so many weights takes so little time that calls and branches show in it.
///
/// In a build with debug assertions, which is one without optimization where `dense-runtime` is concerned with it, no layer
/// is: its loops are better off in this crate, which may be optimized for itself.
const fn is_small(weights: usize) -> bool {
    weights <= 8192 && !cfg!(debug_assertions)
}

/// `to = activation(from · kernel + bias)`, by kernels compiled in this crate, or as a part of the caller.
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
    if straight {
        T::product_here(isa, task)
    } else {
        T::product(isa, task)
    }
    if activation.in_passing() == InPassing::Nothing {
        if straight {
            activation.forward_here(isa, to, UNITS);
        } else {
            activation.forward(isa, to, UNITS);
        }
    }
}
