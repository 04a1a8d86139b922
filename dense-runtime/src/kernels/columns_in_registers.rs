//! Sums of rows, column by column, of so many columns at a time that the sums stay in registers.

use crate::Element;

/// Rows that lie somewhere among numbers.
#[derive(Debug, Clone)]
pub(super) struct Rows<'a, T, S> {
    pub(super) values: &'a [T],
    /// Where each of them begins.
    pub(super) starts: S,
}

/// Adds the rows up in their order. As long as the sums, that is how much of each row is taken.
#[inline(always)]
pub(super) fn sums<T: Element, S: Iterator<Item = usize> + Clone>(rows: Rows<'_, T, S>, sums: &mut [T]) {
    let (tiles, rest) = sums.as_chunks_mut::<16>();
    let mut column = 0;
    for tile in tiles {
        *tile = tile_of(rows.clone(), column);
        column += 16;
    }
    let (tiles, rest) = rest.as_chunks_mut::<4>();
    for tile in tiles {
        *tile = tile_of(rows.clone(), column);
        column += 4;
    }
    for sum in rest {
        [*sum] = tile_of(rows.clone(), column);
        column += 1;
    }
}

/// The sums of so many columns from one on.
#[inline(always)]
fn tile_of<T: Element, S: Iterator<Item = usize>, const COLUMNS: usize>(
    Rows { values, starts }: Rows<'_, T, S>,
    column: usize,
) -> [T; COLUMNS] {
    let mut sums = [T::zero(); COLUMNS];
    for start in starts {
        let row = &values[start + column..][..COLUMNS];
        for (sum, &number) in sums.iter_mut().zip(row) {
            *sum += number;
        }
    }
    sums
}
