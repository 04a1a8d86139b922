//! `dw = xᵀ · dy`: the gradient of a `Dense` layer's kernel, or of some of its rows.

use super::product::chunk;
use crate::Element;
use crate::isa::{Isa, Op};

/// `dw = x[.., first..first + n]ᵀ · dy` for row-major matrices: `x` is `[rows, inputs]`, `dy` is `[rows, units]`, `dw` is
/// `[n, units]`: the rows of the kernel's gradient from `first` on.
///
/// Element `(i, j)` is `x[0,i]·dy[0,j] + x[1,i]·dy[1,j] + ...`, one term after the other, so that the kernel may be cut
/// between its rows, and the samples anywhere, without a change of a single bit.
#[derive(Debug)]
#[doc(hidden)]
pub struct WeightGradient<'a, T> {
    /// `[rows, inputs]`
    pub x: Samples<'a, T>,
    /// `[rows, units]`
    pub dy: Samples<'a, T>,
    /// `[n, units]`
    pub dw: &'a mut [T],
    /// The first row of the kernel.
    pub first: usize,
}

/// A matrix with a row for each sample, which lies in memory in blocks of rows.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct Samples<'a, T> {
    /// Where the first block begins.
    pub values: &'a [T],
    /// The length of a row.
    pub width: usize,
    /// How many rows there are.
    pub rows: usize,
    /// How many of them are in a block; only the last block may have fewer.
    pub block: usize,
    /// How far apart the blocks begin.
    pub stride: usize,
}

impl<'a, T> Samples<'a, T> {
    /// The rows, block by block.
    #[inline(always)]
    pub(crate) fn blocks(self) -> impl Iterator<Item = &'a [T]> {
        let Samples { values, width, rows, block, stride } = self;
        (0..rows.div_ceil(block)).map(move |at| &values[at * stride..][..block.min(rows - at * block) * width])
    }
}

impl<T: Element> Op for WeightGradient<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        let (inputs, units) = (self.x.width, self.dy.width);
        assert!(inputs > 0 && units > 0 && self.dw.len().is_multiple_of(units));
        assert!(self.first + self.dw.len() / units <= inputs);
        assert!(self.x.rows == self.dy.rows && self.x.block == self.dy.block && self.x.block > 0);
        let mut unit = 0;
        while units - unit >= 32 {
            self.strip::<I, 32>(unit);
            unit += 32;
        }
        if units - unit >= 16 {
            self.strip::<I, 16>(unit);
            unit += 16;
        }
        if units - unit >= 8 {
            self.strip::<I, 8>(unit);
            unit += 8;
        }
        if units - unit >= 4 {
            self.strip::<I, 4>(unit);
            unit += 4;
        }
        if units - unit >= 2 {
            self.strip::<I, 2>(unit);
            unit += 2;
        }
        if units - unit >= 1 {
            self.strip::<I, 1>(unit);
        }
    }
}

impl<T: Element> WeightGradient<'_, T> {
    /// The columns `unit..unit + WIDTH` of `dw`.
    #[inline(always)]
    fn strip<I: Isa, const WIDTH: usize>(&mut self, unit: usize) {
        let rows = self.dw.len() / self.dy.width;
        let mut row = 0;
        while rows - row >= 4 {
            self.tile::<I, 4, WIDTH>(row, unit);
            row += 4;
        }
        while row < rows {
            self.tile::<I, 1, WIDTH>(row, unit);
            row += 1;
        }
    }

    /// `HEIGHT` rows of the strip, summed in registers over all samples.
    #[inline(always)]
    fn tile<I: Isa, const HEIGHT: usize, const WIDTH: usize>(&mut self, row: usize, unit: usize) {
        let (inputs, units) = (self.x.width, self.dy.width);
        let mut sums = [[T::zero(); WIDTH]; HEIGHT];
        for (x, dy) in self.x.blocks().zip(self.dy.blocks()) {
            for (x, dy) in x.chunks_exact(inputs).zip(dy.chunks_exact(units)) {
                let x: [T; HEIGHT] = chunk(x, self.first + row);
                let dy: [T; WIDTH] = chunk(dy, unit);
                for i in 0..HEIGHT {
                    for j in 0..WIDTH {
                        sums[i][j] = I::mul_add(x[i], dy[j], sums[i][j]);
                    }
                }
            }
        }
        for (i, sums) in sums.iter().enumerate() {
            self.dw[(row + i) * units + unit..][..WIDTH].copy_from_slice(sums);
        }
    }
}
