//! The values of a pass, found by their index in the plan.

use core::ops::Range;

use crate::plan::{Place, RUN, Value};
use crate::storage::Flat;

/// The memory of a pass over `rows` samples: the caller's input and output, and the arena with all between.
#[derive(Debug)]
pub(crate) struct Values<'a, T> {
    pub(crate) plan: &'static [Value],
    pub(crate) rows: usize,
    /// How far apart the arena's values lie: offsets are for this many samples.
    pub(crate) capacity: usize,
    pub(crate) input: Flat<'a, T>,
    pub(crate) output: &'a mut [T],
    pub(crate) arena: &'a mut [T],
}

impl<T> Values<'_, T> {
    /// A value, for reading.
    #[inline(always)]
    pub(crate) fn read(&self, value: usize) -> &[T] {
        match self.plan[value].place {
            Place::Input => self.input.numbers,
            Place::Output => self.output,
            Place::Arena(offset) => &self.arena[range(offset, self.plan[value].len, self.capacity, self.rows)],
        }
    }

    /// A value to be changed in place, that begins as another one: a copy of it, unless both are the same.
    #[inline(always)]
    pub(crate) fn begin(&mut self, from: usize, to: usize) -> &mut [T]
    where
        T: Copy,
    {
        let (others, value) = self.write(to);
        if from != to {
            value.copy_from_slice(others.read(from));
        }
        value
    }

    /// A value to be made or changed, beside a reader of all others.
    ///
    /// # Panics
    ///
    /// If the value is the input, or the reader is asked for a value that shares memory with it. The compiler's plan
    /// does neither.
    #[inline(always)]
    pub(crate) fn write(&mut self, value: usize) -> (Others<'_, T>, &mut [T]) {
        let Values { plan, rows, capacity, .. } = *self;
        match plan[value].place {
            Place::Input => unreachable!("no step writes to the input"),
            Place::Output => {
                let input = self.input.numbers;
                (Others { plan, rows, capacity, input, before: self.arena, after: &[], cut: usize::MAX }, self.output)
            }
            Place::Arena(offset) => self.split(range(offset, plan[value].len, capacity, rows)),
        }
    }

    /// A part of the arena, beside a reader of all values outside of it.
    #[inline(always)]
    fn split(&mut self, Range { start, end }: Range<usize>) -> (Others<'_, T>, &mut [T]) {
        let Values { plan, rows, capacity, .. } = *self;
        let (before, rest) = self.arena.split_at_mut(start);
        let (value, after) = rest.split_at_mut(end - start);
        (Others { plan, rows, capacity, input: self.input.numbers, before, after, cut: end }, value)
    }

    /// A value to be read, and two to be made, of which the first never is the output.
    #[inline(always)]
    pub(crate) fn write_two(&mut self, from: usize, first: usize, second: usize) -> (&[T], &mut [T], &mut [T]) {
        let Values { plan, rows, capacity, .. } = *self;
        let within = |value: usize| match plan[value].place {
            Place::Arena(offset) => range(offset, plan[value].len, capacity, rows),
            Place::Input | Place::Output => 0..0,
        };
        let parts = self.arena.get_disjoint_mut([within(from), within(first), within(second)]);
        let [read, first, in_arena] = parts.expect("values that live together lie apart");
        let read = if let Place::Input = plan[from].place { self.input.numbers } else { read };
        (read, first, if let Place::Output = plan[second].place { self.output } else { in_arena })
    }

    /// A value of runs of samples to be made, `whole` numbers for each of them, beside a reader of all others.
    #[inline(always)]
    pub(crate) fn write_runs(&mut self, value: usize, whole: usize) -> (Others<'_, T>, &mut [T]) {
        let Place::Arena(offset) = self.plan[value].place else { unreachable!("such a value lies in the arena") };
        let start = offset * self.capacity;
        self.split(start..start + whole * self.rows.div_ceil(RUN))
    }
}

impl<'a, T> Values<'a, T> {
    /// A value to be made of the indices that a network takes, which no value has.
    #[inline(always)]
    pub(crate) fn write_beside_indices(&mut self, value: usize) -> (&'a [u32], &mut [T]) {
        let indices = self.input.indices;
        (indices, self.write(value).1)
    }
}

/// All values but the one that is being written.
#[derive(Debug)]
pub(crate) struct Others<'a, T> {
    plan: &'static [Value],
    rows: usize,
    capacity: usize,
    input: &'a [T],
    before: &'a [T],
    after: &'a [T],
    /// Where `after` begins in the arena.
    cut: usize,
}

impl<'a, T> Others<'a, T> {
    /// A value, for reading.
    #[inline(always)]
    pub(crate) fn read(&self, value: usize) -> &'a [T] {
        match self.plan[value].place {
            Place::Input => self.input,
            Place::Output => unreachable!("no step reads the output"),
            Place::Arena(offset) => {
                let Range { start, end } = range(offset, self.plan[value].len, self.capacity, self.rows);
                if end <= self.before.len() {
                    &self.before[start..end]
                } else {
                    &self.after[start - self.cut..end - self.cut]
                }
            }
        }
    }
}

/// Where a value's first `rows` samples lie in an arena that is laid out for `capacity` samples.
#[inline(always)]
fn range(offset: usize, len: usize, capacity: usize, rows: usize) -> Range<usize> {
    offset * capacity..offset * capacity + len * rows
}
