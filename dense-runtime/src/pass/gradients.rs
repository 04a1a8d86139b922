//! The end of a training step: sums over all samples give the parameters' gradients.

use core::fmt;
use core::ops::Range;

use super::Statistics;
use crate::Element;
use crate::isa::Isa;
use crate::kernels::{AllWithin, BiasGradient, Combine, Occurrences, Samples, Strips, TableGradient, WeightGradient};
use crate::plan::{Place, Plan, RUN};
use crate::storage::Flat;

/// The gradients of one share of the parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct Gradients<'a, I, T> {
    pub(crate) isa: I,
    pub(crate) kept: Kept<'a, T>,
    /// The share: where it lies in the flat parameters. It is cut between the rows of kernels.
    pub(crate) share: Range<usize>,
    /// Room for the gradient of one layer's sums, laid out as the kernels want it.
    pub(crate) strips: &'a mut [T],
    /// The value that is laid out there.
    pub(crate) laid_out: Option<usize>,
    pub(crate) purpose: Purpose<'a, T>,
}

/// What becomes of gradients.
#[cfg_attr(not(feature = "std"), expect(dead_code, reason = "training, which has gradients, needs `std`"))]
pub(crate) enum Purpose<'a, T> {
    /// They are kept, for all parameters of the share.
    Keep(&'a mut [T]),
    /// They are used at once, some at a time, and never leave the cache: their place in the flat parameters, and the numbers.
    Use { room: &'a mut [T], on: &'a mut dyn FnMut(Range<usize>, &[T]) },
    /// None is computed: what matters is whether each of their factors is at most so large. `last` is the value judged last.
    Judge { limit: T, within: bool, last: Option<usize> },
}

impl<T> fmt::Debug for Purpose<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Purpose::Keep(_) => "Keep",
            Purpose::Use { .. } => "Use",
            Purpose::Judge { .. } => "Judge",
        })
    }
}

impl<I: Isa, T: Element> Gradients<'_, I, T> {
    /// The gradient of tensor `tensor`, a kernel: `xᵀ · dy`. Its time is spent in kernels, so a network has one copy of this and not
    /// one for each of its layers.
    #[inline(never)]
    pub fn kernel(&mut self, tensor: usize, x: usize, dy: usize) {
        self.judge(x);
        self.judge(dy);
        let (offset, mine) = self.part_of(tensor);
        if mine.is_empty() {
            return;
        }
        let units = self.lay_out(dy);
        let (isa, strips, x) = (self.isa, &*self.strips, self.kept.samples(x));
        let first = |at: usize| (at - offset) / units;
        match &mut self.purpose {
            Purpose::Keep(gradients) => {
                let dw = &mut gradients[mine.start - self.share.start..mine.end - self.share.start];
                T::weight_gradient(isa, WeightGradient { x, dy: strips, units, dw, first: first(mine.start) });
            }
            Purpose::Use { room, on } => {
                let rows = room.len() / units * units;
                for start in mine.clone().step_by(rows) {
                    let end = mine.end.min(start + rows);
                    let dw = &mut room[..end - start];
                    T::weight_gradient(isa, WeightGradient { x, dy: strips, units, dw, first: first(start) });
                    on(start..end, &room[..end - start]);
                }
            }
            Purpose::Judge { .. } => {}
        }
    }

    /// The gradient of tensor `tensor`, a bias: the sum of `dy` over all samples.
    #[inline(never)]
    pub fn bias(&mut self, tensor: usize, dy: usize) {
        self.judge(dy);
        let (_, mine) = self.part_of(tensor);
        if mine.is_empty() {
            return;
        }
        self.lay_out(dy);
        let (isa, strips, rows) = (self.isa, &*self.strips, self.kept.rows);
        match &mut self.purpose {
            Purpose::Keep(gradients) => {
                let db = &mut gradients[mine.start - self.share.start..mine.end - self.share.start];
                T::bias_gradient(isa, BiasGradient { dy: strips, rows, db });
            }
            Purpose::Use { room, on } => {
                let db = &mut room[..mine.len()];
                T::bias_gradient(isa, BiasGradient { dy: strips, rows, db });
                on(mine.clone(), db);
            }
            Purpose::Judge { .. } => {}
        }
    }

    /// The gradient of tensor `tensor`: what the runs of samples have added up in `sums`, of whose `whole` numbers it is those from
    /// `first` on.
    #[inline(never)]
    pub fn runs(&mut self, tensor: usize, sums: usize, first: usize, whole: usize) {
        let kept = self.kept;
        if let Purpose::Judge { limit, within, last } = &mut self.purpose {
            if last.replace(sums) == Some(sums) {
                return;
            }
            for values in kept.runs(sums, whole) {
                *within &= T::all_within(AllWithin { values, limit: *limit });
            }
            return;
        }
        let (offset, mine) = self.part_of(tensor);
        if mine.is_empty() {
            return;
        }
        let sum = |dw: &mut [T], start: usize| {
            let part = first + start - offset..first + start - offset + dw.len();
            dw.fill(T::zero());
            for run in kept.runs(sums, whole) {
                T::combine(Combine { x: &mut *dw, alpha: T::one(), y: &run[part.clone()], beta: T::one() });
            }
        };
        match &mut self.purpose {
            Purpose::Keep(gradients) => {
                sum(&mut gradients[mine.start - self.share.start..mine.end - self.share.start], mine.start);
            }
            Purpose::Use { room, on } => {
                for start in mine.clone().step_by(room.len()) {
                    let end = mine.end.min(start + room.len());
                    let dw = &mut room[..end - start];
                    sum(dw, start);
                    on(start..end, dw);
                }
            }
            Purpose::Judge { .. } => {}
        }
    }

    /// The gradient of tensor `tensor`, a table: for each row, the sum of `dy` over all places of all samples that it was looked up
    /// for.
    #[inline(never)]
    pub fn table(&mut self, tensor: usize, dy: usize) {
        let width = self.kept.plan.tensors[tensor].shape[1];
        // As many terms for each sample as it has indices, and of each of them `dy` is the only factor.
        self.judge_sums(dy, self.kept.plan.training[dy].len / width);
        let (offset, mine) = self.part_of(tensor);
        if mine.is_empty() {
            return;
        }
        let (dy, occurrences) = (self.kept.samples(dy), self.kept.occurrences);
        let first = |at: usize| (at - offset) / width;
        match &mut self.purpose {
            Purpose::Keep(gradients) => {
                let dw = &mut gradients[mine.start - self.share.start..mine.end - self.share.start];
                T::table_gradient(TableGradient { dy, occurrences, width, dw, first: first(mine.start) });
            }
            Purpose::Use { room, on } => {
                let rows = room.len() / width * width;
                for start in mine.clone().step_by(rows) {
                    let end = mine.end.min(start + rows);
                    let dw = &mut room[..end - start];
                    T::table_gradient(TableGradient { dy, occurrences, width, dw, first: first(start) });
                    on(start..end, &room[..end - start]);
                }
            }
            Purpose::Judge { .. } => {}
        }
    }

    /// The gradient of tensor `tensor`, which scales what the layer of this number among those that look at the batch has normalized.
    pub fn gamma(&mut self, tensor: usize, number: usize) {
        self.known(tensor, self.kept.statistics.scale(number));
    }

    /// The gradient of tensor `tensor`, which shifts it.
    pub fn beta(&mut self, tensor: usize, number: usize) {
        self.known(tensor, self.kept.statistics.offset(number));
    }

    /// A gradient that the way back has summed. That is not judged here, because it was when it was summed.
    #[inline(never)]
    fn known(&mut self, tensor: usize, sums: &[T]) {
        let (offset, mine) = self.part_of(tensor);
        if mine.is_empty() {
            return;
        }
        let sums = &sums[mine.start - offset..mine.end - offset];
        match &mut self.purpose {
            Purpose::Keep(gradients) => {
                gradients[mine.start - self.share.start..mine.end - self.share.start].copy_from_slice(sums);
            }
            Purpose::Use { on, .. } => on(mine, sums),
            Purpose::Judge { .. } => {}
        }
    }

    /// Looks whether a value is too large, if that is the purpose.
    #[inline(always)]
    fn judge(&mut self, value: usize) {
        self.judge_sums(value, 1);
    }

    /// The same for a value of which so many numbers of a sample may go into one sum.
    #[inline(never)]
    fn judge_sums(&mut self, value: usize, terms: usize) {
        if let Purpose::Judge { limit, within, last } = &mut self.purpose
            && last.replace(value) != Some(value)
        {
            let samples = self.kept.samples(value);
            let values = &samples.values[..samples.rows * samples.width];
            *within &= T::all_within(AllWithin { values, limit: *limit / T::of(terms as f64) });
        }
    }

    /// Lays out the gradient `dy` for the kernels. Gives the length of its rows.
    #[inline(always)]
    fn lay_out(&mut self, dy: usize) -> usize {
        let from = self.kept.samples(dy);
        if self.laid_out.replace(dy) != Some(dy) {
            T::strips(self.isa, Strips { from, to: self.strips });
        }
        from.width
    }

    /// Where a tensor begins in the flat parameters, and the part of it that falls into the share.
    #[inline(always)]
    fn part_of(&self, tensor: usize) -> (usize, Range<usize>) {
        let offset = self.kept.plan.tensor_offset(tensor);
        let end = offset + self.kept.plan.tensors[tensor].len();
        (offset, offset.max(self.share.start)..end.min(self.share.end))
    }
}

/// What the forward and backward passes over all blocks of a batch have left behind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept<'a, T> {
    pub(crate) plan: &'a Plan,
    /// Samples in the batch.
    pub(crate) rows: usize,
    /// Samples in a block; only the last block may have fewer.
    pub(crate) block: usize,
    pub(crate) input: Flat<'a, T>,
    /// The arenas of the blocks, one behind the other.
    pub(crate) arenas: &'a [T],
    /// The length of one arena.
    pub(crate) arena: usize,
    pub(crate) statistics: Statistics<'a, T>,
    pub(crate) occurrences: Occurrences<'a>,
}

impl<'a, T> Kept<'a, T> {
    /// A value of runs of samples, `whole` numbers for each of them, in the order of the samples.
    fn runs(&self, value: usize, whole: usize) -> impl Iterator<Item = &'a [T]> + use<'a, T> {
        let Kept { rows, block, arenas, arena, .. } = *self;
        let Place::Arena(offset) = self.plan.training[value].place else {
            unreachable!("such a value lies in the arena")
        };
        let of_block = move |first: usize| {
            let start = first / block * arena + offset * block;
            (0..block.min(rows - first).div_ceil(RUN)).map(move |run| &arenas[start + run * whole..][..whole])
        };
        (0..rows).step_by(block).flat_map(of_block)
    }

    /// A value of all samples.
    #[inline(always)]
    pub(crate) fn samples(&self, value: usize) -> Samples<'a, T> {
        let Kept { rows, block, .. } = *self;
        let value = &self.plan.training[value];
        let width = value.len;
        match value.place {
            Place::Input => Samples { values: self.input.numbers, width, rows, block, stride: block * width },
            Place::Output => unreachable!("training has no output"),
            Place::Arena(offset) => {
                Samples { values: &self.arenas[offset * block..], width, rows, block, stride: self.arena }
            }
        }
    }
}
