//! What training has to do with inputs that are indices: it refuses those without a row in the table, and for the table's
//! gradient it finds out where each row was looked up.

use crate::Error;
use crate::kernels::Occurrences;
use crate::network::Compiled;
use crate::plan::arena_len;
use crate::storage::{Flat, SampleFor};

/// Whether all indices have a row in the network's table, if it takes indices.
pub(super) fn check_indices<N: Compiled>(inputs: &[N::Input]) -> Result<(), Error> {
    let Some(table) = (const { N::PLAN.table() }) else { return Ok(()) };
    let input_dim = N::PLAN.tensors[table].shape[0];
    let indices = flat::<N>(inputs).indices;
    match first_beyond(indices, input_dim) {
        Some(at) => {
            let of_a_sample = indices.len() / inputs.len();
            let (sample, place) = (at / of_a_sample, at % of_a_sample);
            Err(Error::Index { sample, place, index: indices[at], input_dim })
        }
        None => Ok(()),
    }
}

/// Where the first index is that is no row's.
fn first_beyond(indices: &[u32], rows: usize) -> Option<usize> {
    let largest = indices.iter().copied().max().unwrap_or(0);
    if (largest as usize) < rows {
        return None;
    }
    indices.iter().position(|&index| index as usize >= rows)
}

fn flat<N: Compiled>(inputs: &[N::Input]) -> Flat<'_, N::Element> {
    N::Input::flat(inputs)
}

/// Where in the last batch each row of the table was looked up. The memory is kept from batch to batch.
#[derive(Debug, Default)]
pub(super) struct Places {
    starts: Vec<usize>,
    places: Vec<usize>,
}

impl Places {
    /// Finds them, if the network has a table that learns. All indices must have a row.
    pub(super) fn find<N: Compiled>(&mut self, inputs: &[N::Input], block: usize) {
        let Some(table) = (const { N::PLAN.table() }) else { return };
        let table = N::PLAN.tensors[table];
        if let (&[rows, width], true) = (table.shape, table.trainable) {
            let indices = flat::<N>(inputs).indices;
            let of_a_block = block * (indices.len() / inputs.len());
            self.sort(indices, rows, of_a_block, width, block * const { arena_len(N::PLAN.training) });
        }
    }

    /// Sorts the places of all indices by their rows, by counting. Those of a block begin so many numbers behind those of the one
    /// before it, and lie so many apart.
    fn sort(&mut self, indices: &[u32], rows: usize, of_a_block: usize, width: usize, stride: usize) {
        let Places { starts, places } = self;
        // One place further on than they will be, so that each can be moved while its places are filled in.
        starts.clear();
        starts.resize(rows + 2, 0);
        indices.iter().for_each(|&index| starts[index as usize + 2] += 1);
        let mut sum = 0;
        for start in &mut *starts {
            sum += *start;
            *start = sum;
        }
        places.resize(indices.len(), 0);
        for (block, indices) in indices.chunks(of_a_block).enumerate() {
            for (at, &index) in indices.iter().enumerate() {
                let next = &mut starts[index as usize + 1];
                places[*next] = block * stride + at * width;
                *next += 1;
            }
        }
    }

    pub(super) fn occurrences(&self) -> Occurrences<'_> {
        Occurrences { starts: &self.starts, places: &self.places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_the_order_of_the_samples() {
        let mut places = Places::default();
        // Blocks of four indices, rows of three numbers.
        let indices = [2, 0, 2, 4, 0, 2, 2];
        for _ in 0..2 {
            places.sort(&indices, 5, 4, 3, 100);
            let Occurrences { starts, places } = places.occurrences();
            let of = |row: usize| &places[starts[row]..starts[row + 1]];
            assert_eq!((of(0), of(1), of(2)), (&[3, 100][..], &[][..], &[0, 6, 103, 106][..]));
            assert_eq!((of(3), of(4)), (&[][..], &[9][..]));
        }
    }

    #[test]
    fn the_first_index_without_a_row_is_found() {
        assert_eq!(first_beyond(&[1, 5, 0], 6), None);
        assert_eq!(first_beyond(&[1, 5, 6, 7], 6), Some(2));
        assert_eq!(first_beyond(&[u32::MAX], 6), Some(0));
    }
}
