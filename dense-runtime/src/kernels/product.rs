//! `c = a · b + bias`: the forward product of a `Dense` layer.

use crate::Element;
use crate::isa::{Isa, Op};

/// `c = a · b + bias` for row-major matrices: `a` is `[rows, inner]`, `b` is `[inner, columns]`, `c` is `[rows, columns]`.
///
/// Element `(r, j)` is `bias[j] + a[r,0]·b[0,j] + a[r,1]·b[1,j] + ...`, summed in this order.
#[derive(Debug)]
#[doc(hidden)]
pub struct Product<'a, T> {
    /// `[rows, inner]`
    pub a: &'a [T],
    /// `[inner, columns]`
    pub b: &'a [T],
    /// `[columns]`
    pub bias: Option<&'a [T]>,
    /// `[rows, columns]`
    pub c: &'a mut [T],
    /// The length of `a`'s rows and `b`'s columns.
    pub inner: usize,
    /// The length of `b`'s and `c`'s rows.
    pub columns: usize,
}

/// Rows of a tile. With 32 columns of `f32` it is 4 x 2 registers of AVX-512 or 4 x 4 of AVX2, enough independent sums
/// to hide the latency of a multiply-add, and few enough to stay in registers.
const ROWS: usize = 4;

/// Rows that reuse a packed part of `b` often enough to pay for the packing.
const WORTH_PACKING: usize = 8;

/// Rows of `b` that are packed together: with 32 columns of `f32`, 16 KiB, a part of the first-level cache.
const DEPTH: usize = 128;

impl<T: Element> Op for Product<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        let (inner, columns) = (self.inner, self.columns);
        assert!(inner > 0 && columns > 0 && self.b.len() == inner * columns);
        assert!(self.a.len() / inner == self.c.len() / columns && self.a.len().is_multiple_of(inner));
        assert!(self.bias.is_none_or(|bias| bias.len() == columns));
        // The widest tiles first, then what is left of each row in halves: 10 columns are 8 and 2.
        let mut column = 0;
        let rows = self.c.len() / columns;
        while rows == 1 && columns - column >= 64 {
            // A single row has but one sum in each column: wider tiles make up for it.
            self.strip::<I, 64>(column);
            column += 64;
        }
        while columns - column >= 32 {
            if rows >= WORTH_PACKING && columns > 32 {
                self.packed_strip::<I>(column);
            } else {
                self.strip::<I, 32>(column);
            }
            column += 32;
        }
        if columns - column >= 16 {
            self.strip::<I, 16>(column);
            column += 16;
        }
        if columns - column >= 8 {
            self.strip::<I, 8>(column);
            column += 8;
        }
        if columns - column >= 4 {
            self.strip::<I, 4>(column);
            column += 4;
        }
        if columns - column >= 2 {
            self.strip::<I, 2>(column);
            column += 2;
        }
        if columns - column >= 1 {
            self.strip::<I, 1>(column);
        }
    }
}

impl<T: Element> Product<'_, T> {
    /// The columns `column..column + WIDTH` of `c`.
    #[inline(always)]
    fn strip<I: Isa, const WIDTH: usize>(&mut self, column: usize) {
        let columns = self.columns;
        let b = self.b.chunks_exact(columns).map(move |b| chunk(b, column));
        self.rows::<I, WIDTH>(column, 0, b);
    }

    /// The same for 32 columns of many rows. Rows of `b` lie far apart, often at a power of two, so that few of them fit
    /// into the cache together. Some of them at a time are brought close to each other first.
    #[inline(always)]
    fn packed_strip<I: Isa>(&mut self, column: usize) {
        let mut packed = [[T::zero(); 32]; DEPTH];
        for first in (0..self.inner).step_by(DEPTH) {
            let depth = DEPTH.min(self.inner - first);
            for (packed, b) in packed.iter_mut().zip(self.b[first * self.columns..].chunks_exact(self.columns)) {
                *packed = chunk(b, column);
            }
            self.rows::<I, 32>(column, first, packed[..depth].iter().copied());
        }
    }

    /// All rows of a strip, `b` being those rows of its columns that begin with `first`.
    #[inline(always)]
    fn rows<I: Isa, const WIDTH: usize>(
        &mut self,
        column: usize,
        first: usize,
        b: impl ExactSizeIterator<Item = [T; WIDTH]> + Clone,
    ) {
        let rows = self.c.len() / self.columns;
        let mut row = 0;
        while rows - row >= ROWS {
            self.tile::<I, ROWS, WIDTH>(row, column, first, b.clone());
            row += ROWS;
        }
        while row < rows {
            self.tile::<I, 1, WIDTH>(row, column, first, b.clone());
            row += 1;
        }
    }

    /// `HEIGHT` rows of the strip, summed in registers: from the bias if the sums begin here, or from what `c` holds.
    #[inline(always)]
    fn tile<I: Isa, const HEIGHT: usize, const WIDTH: usize>(
        &mut self,
        row: usize,
        column: usize,
        first: usize,
        b: impl ExactSizeIterator<Item = [T; WIDTH]>,
    ) {
        let (inner, columns) = (self.inner, self.columns);
        let mut sums: [[T; WIDTH]; HEIGHT] = match self.bias {
            _ if first > 0 => core::array::from_fn(|r| chunk(&self.c[(row + r) * columns..][..columns], column)),
            Some(bias) => [chunk(bias, column); HEIGHT],
            None => [[T::zero(); WIDTH]; HEIGHT],
        };
        let a: [&[T]; HEIGHT] = core::array::from_fn(|r| &self.a[(row + r) * inner + first..][..b.len()]);
        for (k, b) in b.enumerate() {
            for r in 0..HEIGHT {
                let a = a[r][k];
                for j in 0..WIDTH {
                    sums[r][j] = I::mul_add(a, b[j], sums[r][j]);
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            self.c[(row + r) * columns + column..][..WIDTH].copy_from_slice(sums);
        }
    }
}

/// `WIDTH` values from `at` on.
#[inline(always)]
pub(super) fn chunk<T: Copy, const WIDTH: usize>(values: &[T], at: usize) -> [T; WIDTH] {
    *values[at..].first_chunk().expect("the strip lies within the row")
}
