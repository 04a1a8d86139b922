//! Sums of rows, column by column, of so many columns at a time that the sums stay in registers.

use crate::Element;

/// Adds rows up in their order. All of them are as long as the sums.
#[inline(always)]
pub(super) fn sums<'a, T: Element>(rows: impl Iterator<Item = &'a [T]> + Clone, sums: &mut [T]) {
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
fn tile_of<'a, T: Element, const COLUMNS: usize>(rows: impl Iterator<Item = &'a [T]>, column: usize) -> [T; COLUMNS] {
    let mut sums = [T::zero(); COLUMNS];
    for row in rows {
        for (sum, &number) in sums.iter_mut().zip(&row[column..][..COLUMNS]) {
            *sum += number;
        }
    }
    sums
}
