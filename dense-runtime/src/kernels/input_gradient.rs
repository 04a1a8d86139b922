//! `dx = dy · wᵀ`: what a `Dense` layer passes back to its input.

use super::product::chunk;
use crate::Element;
use crate::isa::{Isa, Op};

/// `dx = dy · wᵀ` for row-major matrices: `dy` is `[rows, units]`, `w` is `[inputs, units]`, `dx` is `[rows, inputs]`.
///
/// Both factors are read along their rows, so each element of `dx` is a dot product: [`LANES`] partial sums over the
/// units, folded in halves at the end.
#[derive(Debug)]
#[doc(hidden)]
pub struct InputGradient<'a, T> {
    /// `[rows, units]`
    pub dy: &'a [T],
    /// `[inputs, units]`
    pub w: &'a [T],
    /// `[rows, inputs]`
    pub dx: &'a mut [T],
    /// The length of `dx`'s rows.
    pub inputs: usize,
    /// The length of `dy`'s and `w`'s rows.
    pub units: usize,
}

/// Partial sums of a dot product. The number belongs to the result (it fixes the order of summation), so it is the same
/// for all instruction sets.
const LANES: usize = 16;

impl<T: Element> Op for InputGradient<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, _: I) {
        let (inputs, units) = (self.inputs, self.units);
        assert!(inputs > 0 && units > 0 && self.w.len() == inputs * units);
        assert!(self.dy.len() / units == self.dx.len() / inputs && self.dy.len().is_multiple_of(units));
        let rows = self.dx.len() / inputs;
        let mut row = 0;
        while rows - row >= 4 {
            self.band::<I, 4>(row);
            row += 4;
        }
        while row < rows {
            self.band::<I, 1>(row);
            row += 1;
        }
    }
}

impl<T: Element> InputGradient<'_, T> {
    /// `HEIGHT` rows of `dx`.
    #[inline(always)]
    fn band<I: Isa, const HEIGHT: usize>(&mut self, row: usize) {
        let mut input = 0;
        while self.inputs - input >= 4 {
            self.tile::<I, HEIGHT, 4>(row, input);
            input += 4;
        }
        while input < self.inputs {
            self.tile::<I, HEIGHT, 1>(row, input);
            input += 1;
        }
    }

    /// `HEIGHT` x `WIDTH` dot products at once: each vector that is loaded serves several of them.
    #[inline(always)]
    fn tile<I: Isa, const HEIGHT: usize, const WIDTH: usize>(&mut self, row: usize, input: usize) {
        let units = self.units;
        let dy: [&[T]; HEIGHT] = core::array::from_fn(|r| &self.dy[(row + r) * units..][..units]);
        let w: [&[T]; WIDTH] = core::array::from_fn(|i| &self.w[(input + i) * units..][..units]);
        let mut sums = [[[T::zero(); LANES]; WIDTH]; HEIGHT];
        let mut unit = 0;
        while units - unit >= LANES {
            multiply_add::<I, T, HEIGHT, WIDTH, LANES>(&mut sums, &dy, &w, unit);
            unit += LANES;
        }
        // What is left goes into the first lanes, in halves: 10 units are 8 and 2.
        if units - unit >= 8 {
            multiply_add::<I, T, HEIGHT, WIDTH, 8>(&mut sums, &dy, &w, unit);
            unit += 8;
        }
        if units - unit >= 4 {
            multiply_add::<I, T, HEIGHT, WIDTH, 4>(&mut sums, &dy, &w, unit);
            unit += 4;
        }
        if units - unit >= 2 {
            multiply_add::<I, T, HEIGHT, WIDTH, 2>(&mut sums, &dy, &w, unit);
            unit += 2;
        }
        if units - unit >= 1 {
            multiply_add::<I, T, HEIGHT, WIDTH, 1>(&mut sums, &dy, &w, unit);
        }
        for (r, sums) in sums.into_iter().enumerate() {
            for (i, lanes) in sums.into_iter().enumerate() {
                self.dx[(row + r) * self.inputs + input + i] = fold(lanes);
            }
        }
    }
}

/// Adds the products of `COUNT` units, from `unit` on, to the first lanes.
#[inline(always)]
fn multiply_add<I: Isa, T: Element, const HEIGHT: usize, const WIDTH: usize, const COUNT: usize>(
    sums: &mut [[[T; LANES]; WIDTH]; HEIGHT],
    dy: &[&[T]; HEIGHT],
    w: &[&[T]; WIDTH],
    unit: usize,
) {
    let dy: [[T; COUNT]; HEIGHT] = core::array::from_fn(|r| chunk(dy[r], unit));
    let w: [[T; COUNT]; WIDTH] = core::array::from_fn(|i| chunk(w[i], unit));
    for r in 0..HEIGHT {
        for i in 0..WIDTH {
            for lane in 0..COUNT {
                sums[r][i][lane] = I::mul_add(dy[r][lane], w[i][lane], sums[r][i][lane]);
            }
        }
    }
}

/// The sum of the lanes, by halves.
#[inline(always)]
fn fold<T: Element>(mut lanes: [T; LANES]) -> T {
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
        half /= 2;
    }
    lanes[0]
}
