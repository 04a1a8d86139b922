//! `dw += xᵀ · dy`: the gradient of a `Dense` layer's kernel, or of some of its rows.

use super::product::chunk;
use crate::Element;
use crate::isa::{Isa, Op};

/// `dw += x[.., first..first + n]ᵀ · dy` for row-major matrices: `x` is `[rows, inputs]`, `dy` is `[rows, units]`, `dw` is
/// `[n, units]`: the rows of the kernel's gradient from `first` on.
///
/// Element `(i, j)` grows by `x[0,i]·dy[0,j] + x[1,i]·dy[1,j] + ...`, one term after the other, so that a batch may come in
/// several calls, and the kernel may be cut between its rows, without a change of a single bit.
#[derive(Debug)]
#[doc(hidden)]
pub struct WeightGradient<'a, T> {
    /// `[rows, inputs]`
    pub x: &'a [T],
    /// `[rows, units]`
    pub dy: &'a [T],
    /// `[n, units]`
    pub dw: &'a mut [T],
    /// The first row of the kernel.
    pub first: usize,
    /// The length of `x`'s rows.
    pub inputs: usize,
    /// The length of `dy`'s and `dw`'s rows.
    pub units: usize,
}

impl<T: Element> Op for WeightGradient<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        let (inputs, units) = (self.inputs, self.units);
        assert!(inputs > 0 && units > 0 && self.dw.len().is_multiple_of(units));
        assert!(self.first + self.dw.len() / units <= inputs);
        assert!(self.x.len() / inputs == self.dy.len() / units && self.x.len().is_multiple_of(inputs));
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
        let rows = self.dw.len() / self.units;
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

    /// `HEIGHT` rows of the strip, summed in registers.
    #[inline(always)]
    fn tile<I: Isa, const HEIGHT: usize, const WIDTH: usize>(&mut self, row: usize, unit: usize) {
        let mut sums: [[T; WIDTH]; HEIGHT] =
            core::array::from_fn(|i| chunk(&self.dw[(row + i) * self.units..][..self.units], unit));
        let samples = self.x.chunks_exact(self.inputs).zip(self.dy.chunks_exact(self.units));
        for (x, dy) in samples {
            let x: [T; HEIGHT] = chunk(x, self.first + row);
            let dy: [T; WIDTH] = chunk(dy, unit);
            for i in 0..HEIGHT {
                for j in 0..WIDTH {
                    sums[i][j] = I::mul_add(x[i], dy[j], sums[i][j]);
                }
            }
        }
        for (i, sums) in sums.iter().enumerate() {
            self.dw[(row + i) * self.units + unit..][..WIDTH].copy_from_slice(sums);
        }
    }
}
