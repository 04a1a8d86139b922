//! Rows of a table that are looked up by index, and the gradient of the table.

use super::Samples;
use super::sum_of_rows::SumOfRows;
use crate::Element;
use crate::isa::{Isa, Op};

/// Rows of a table, one for each index. An index without a row gives a row of NaN, as in Keras on JAX.
#[derive(Debug)]
#[doc(hidden)]
pub struct LookUp<'a, T> {
    /// The table.
    pub table: &'a [T],
    /// The length of its rows.
    pub width: usize,
    /// Which rows.
    pub indices: &'a [u32],
    /// Where to.
    pub rows: &'a mut [T],
}

impl<T: Element> Op for LookUp<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let LookUp { table, width, indices, rows } = self;
        let table = table.chunks_exact(width);
        for (row, &index) in rows.chunks_exact_mut(width).zip(indices) {
            match table.clone().nth(index as usize) {
                Some(found) => row.copy_from_slice(found),
                None => row.fill(num_traits::float::FloatCore::nan()),
            }
        }
    }
}

/// Where in a batch the indices of a table stand, row by row of the table.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct Occurrences<'a> {
    /// For each row of the table where its places begin. One more is where the last ones end.
    pub starts: &'a [usize],
    /// Where in the gradient of what was looked up the row of each place begins, for each row of the table in the order of the
    /// samples.
    pub places: &'a [usize],
}

#[cfg(feature = "std")]
impl Occurrences<'_> {
    /// Those of a network without a table that learns.
    pub(crate) const NONE: Self = Occurrences { starts: &[], places: &[] };
}

/// The gradient of some rows of a table: for each, the sum of `dy` over all places that it was looked up for.
#[derive(Debug)]
#[doc(hidden)]
pub struct TableGradient<'a, T> {
    /// The gradients of what was looked up.
    pub dy: Samples<'a, T>,
    /// Where each row stands.
    pub occurrences: Occurrences<'a>,
    /// The length of a row.
    pub width: usize,
    /// The gradients of the rows.
    pub dw: &'a mut [T],
    /// The first of the rows.
    pub first: usize,
}

impl<T: Element> Op for TableGradient<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let TableGradient { dy, occurrences: Occurrences { starts, places }, width, dw, first } = self;
        for (at, dw) in dw.chunks_exact_mut(width).enumerate() {
            let places = &places[starts[first + at]..starts[first + at + 1]];
            let rows = places.iter().map(|&place| &dy.values[place..][..width]);
            SumOfRows { rows, sums: dw }.run::<I>();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    #[test]
    fn indices_without_a_row_give_nan() {
        for width in [1, 3, 16, 21] {
            let table: Vec<f32> = (0..4 * width).map(|at| at as f32).collect();
            let indices = [2, 0, 4, 3, u32::MAX, 2];
            let mut rows = vec![-1.0; indices.len() * width];
            f32::look_up(LookUp { table: &table, width, indices: &indices, rows: &mut rows });
            for (row, index) in rows.chunks_exact(width).zip(indices) {
                match table.chunks_exact(width).nth(index as usize) {
                    Some(expected) => assert_eq!(row, expected),
                    None => assert!(row.iter().all(|x| x.is_nan())),
                }
            }
        }
    }

    #[test]
    fn gradients_are_summed_place_by_place() {
        let (width, block, stride) = (21, 2, 100);
        let values: Vec<f64> = (0..300).map(|at| (at * 7 % 11) as f64 - 5.0).collect();
        let dy = Samples { values: &values, width: 2 * width, rows: 5, block, stride };
        // Row 3 has two places, row 5 has three, and row 4 has none.
        let occurrences = Occurrences { starts: &[0, 0, 0, 0, 2, 2, 5], places: &[21, 100, 0, 142, 200] };
        let mut dw = vec![-1.0; 3 * width];
        f64::table_gradient(TableGradient { dy, occurrences, width, dw: &mut dw, first: 3 });
        for (column, found) in dw.iter().enumerate() {
            let places: &[usize] = [&[21, 100][..], &[], &[0, 142, 200]][column / width];
            assert_eq!(*found, places.iter().map(|place| values[place + column % width]).sum::<f64>());
        }
    }
}
