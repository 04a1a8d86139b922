//! Sums of rows, column by column, of so many columns at a time that the sums stay in registers.

use super::columns::{in_parts, part};
use crate::Element;
use crate::isa::Isa;

/// Rows, and where their sums go. All rows are as long as these.
pub(super) struct SumOfRows<'s, T, R> {
    pub(super) rows: R,
    pub(super) sums: &'s mut [T],
}

impl<'a, T: Element, R: Iterator<Item = &'a [T]> + Clone> SumOfRows<'_, T, R> {
    /// Adds the rows up in their order.
    #[inline(always)]
    pub(super) fn run<I: Isa>(mut self) {
        in_parts!(I, T, self.sums.len(), self.part());
    }

    #[inline(always)]
    fn part<const N: usize>(&mut self, at: usize) {
        let mut sums = [T::zero(); N];
        for row in self.rows.clone() {
            for (sum, &number) in sums.iter_mut().zip(part::<T, N>(row, at)) {
                *sum += number;
            }
        }
        self.sums[at..at + N].copy_from_slice(&sums);
    }
}
