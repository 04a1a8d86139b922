//! A convolution in one step with the `Dense` layer behind it: what comes of some windows goes into the sums of the layer while it is in
//! cache, and is then overwritten by what comes of the next ones. It never lies in memory as a whole.

use core::ops::Range;

use super::Inference;
use super::convolution::{Forth, convolve_some};
#[cfg(feature = "std")]
use super::inference::Spread;
use crate::Element;
use crate::activation::{InPassing, RowActivation};
use crate::isa::Isa;
use crate::kernels::{PartialProduct, Windows, run, terms_of};
#[cfg(feature = "std")]
use crate::kernels::{Runs, Total};
use crate::layer::Dense;
use crate::storage::{Bias, Tensor};

/// How many bytes of a piece, for all samples, are wanted in the second-level cache beside the weights and sums that go by.
const NEAR: usize = 384 << 10;

/// The least windows of a piece, where there is room for them. A few more tiles than those of one row of windows keep the registers
/// full; and if pieces end within windows, these are computed twice.
const LEAST_WINDOWS: usize = 12;

impl<I: Isa, T: Element> Inference<'_, I, T> {
    /// `to = activation(between(convolution of from) · kernel + bias)`, piece by piece: `room` is where those of the convolution lie
    /// meanwhile.
    ///
    /// The sums are those of [`dense`](Self::dense), run by run: the bits do not depend on the pieces.
    #[inline(always)]
    #[expect(clippy::too_many_arguments, reason = "emitted code names all values that a step works on")]
    pub fn convolve_into_dense<
        K: Tensor<Element = T>,
        C: Bias<T>,
        const INPUTS: usize,
        const UNITS: usize,
        B: Bias<T>,
    >(
        &mut self,
        windows: Windows,
        kernel: &K,
        bias: &C,
        between: impl RowActivation,
        layer: &Dense<[[T; UNITS]; INPUTS], B>,
        [from, room, to]: [usize; 3],
        activation: impl RowActivation,
    ) {
        let isa = self.isa;
        let (x, room, to) = self.values.write_two(from, room, to);
        let pieces = Pieces { windows, kernel: kernel.as_flat(), bias: bias.values(), x, inner: INPUTS };
        let (b, bias, columns) = (layer.kernel.as_flat(), layer.bias.values(), UNITS);
        let rectify = activation.in_passing() == InPassing::Rectify;
        let runs = const { 0..INPUTS.div_ceil(run(INPUTS)) };
        #[cfg(feature = "std")]
        if let Some(Spread { workers, sums, rooms }) = &mut self.spread {
            let (of, sums, mut rooms) = (workers.size().min(runs.end), &mut sums[..runs.end * UNITS], &mut **rooms);
            let mut rest = &mut *sums;
            let share = |worker: usize| {
                let runs = runs.end * worker / of..runs.end * (worker + 1) / of;
                let sums = rest.split_off_mut(..runs.len() * UNITS).expect("the shares make up the whole");
                (runs, sums, rooms.split_off_mut(..room.len()).expect("there is room for all"))
            };
            workers.share_out(of, share, |(runs, sums, room)| {
                let mut rest = sums;
                pieces.each(isa, runs, room, between, |runs, a, _| {
                    let sums = rest.split_off_mut(..runs.len() * UNITS).expect("the pieces make up the whole");
                    let a = &a[..terms_of(&runs, INPUTS).len()];
                    T::runs(isa, Runs { a, b, bias, sums, inner: INPUTS, columns, runs });
                });
            });
            T::total(isa, Total { sums, c: &mut *to, rectify });
            return then(isa, to, UNITS, activation);
        }
        pieces.each(isa, runs, room, between, |runs, a, a_row| {
            let c = &mut *to;
            T::partial_product(isa, PartialProduct { a, a_row, b, bias, c, inner: INPUTS, columns, runs, rectify });
        });
        then(isa, to, UNITS, activation);
    }
}

/// What is left to do of an activation.
#[inline(always)]
fn then<I: Isa, T: Element>(isa: I, to: &mut [T], width: usize, activation: impl RowActivation) {
    if activation.in_passing() == InPassing::Nothing {
        activation.forward(isa, to, width);
    }
}

/// A convolution whose numbers are the terms of sums.
#[derive(Clone, Copy)]
struct Pieces<'a, T> {
    windows: Windows,
    kernel: &'a [T],
    bias: Option<&'a [T]>,
    x: &'a [T],
    /// How many terms there are: all numbers that come of the windows.
    inner: usize,
}

impl<T: Element> Pieces<'_, T> {
    /// Computes the terms of these runs in pieces that fit into the room, and calls `visit` for each: with the runs, their terms, and how
    /// far apart these are for the samples.
    #[inline(always)]
    fn each<I: Isa>(
        &self,
        isa: I,
        runs: Range<usize>,
        room: &mut [T],
        activation: impl RowActivation,
        mut visit: impl FnMut(Range<usize>, &[T], usize),
    ) {
        let Pieces { windows, kernel, bias, x, inner } = *self;
        let (filters, samples) = (windows.filters, x.len() / windows.image_len());
        if samples == 0 {
            return;
        }
        let together = together(run(inner), filters, samples, size_of::<T>(), room.len() / samples);
        for first in runs.clone().step_by(together) {
            let runs = first..runs.end.min(first + together);
            let terms = terms_of(&runs, inner);
            // Whole windows, of which the first and the last may have terms of other pieces too.
            let some = terms.start / filters..terms.end.div_ceil(filters);
            let (step, before) = (some.len() * filters, terms.start - some.start * filters);
            let y = &mut room[..samples * step];
            convolve_some(isa, Forth { windows, kernel, bias, x, y: &mut *y }, some, activation);
            visit(runs, &y[before..], step);
        }
    }
}

/// How many runs make up a piece: as many as fit into a near cache for all samples, but at least those of some windows, and not more than
/// there is room for.
const fn together(run: usize, filters: usize, samples: usize, bytes: usize, room: usize) -> usize {
    let (near, least) = (NEAR / bytes / samples, LEAST_WINDOWS * filters);
    let wanted = if near > least { near } else { least };
    // Beside the terms, what else comes of the first and the last window.
    let fits = room - 2 * (filters - 1);
    let terms = if wanted < fits { wanted } else { fits };
    if terms < run { 1 } else { terms / run }
}
