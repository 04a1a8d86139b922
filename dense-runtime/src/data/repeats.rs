//! Rows that are there more than once.

use core::hash::{BuildHasher, Hasher};
use std::hash::RandomState;

use super::Label;
use crate::Element;

/// Each row that is the same as an earlier one, with the first of its kind, in order. NaN is the same as NaN here, and 0 as -0.
pub(super) fn repeats<T: Element, const N: usize>(rows: &[[T; N]]) -> Vec<(usize, usize)> {
    // Rows with the same hash lie behind each other, in their order.
    let state = RandomState::new();
    let mut hashed: Vec<(u64, usize)> =
        rows.iter().enumerate().map(|(row, numbers)| (hash(&state, numbers), row)).collect();
    hashed.sort_unstable();
    let mut repeats = Vec::new();
    // The first of each kind among rows with the same hash: nearly always one.
    let mut kinds = Vec::new();
    for same in hashed.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        kinds.clear();
        for &(_, row) in same {
            match kinds.iter().copied().find(|&first: &usize| equal(&rows[first], &rows[row])) {
                Some(first) => repeats.push((row, first)),
                None => kinds.push(row),
            }
        }
    }
    repeats.sort_unstable();
    repeats
}

/// Those of the repeated rows that have another label than the first of their kind.
pub(super) fn contradictions(repeats: &[(usize, usize)], labels: &[impl Label]) -> Vec<(usize, usize)> {
    repeats.iter().copied().filter(|&(row, first)| labels[row].class() != labels[first].class()).collect()
}

fn hash<T: Element, const N: usize>(state: &RandomState, numbers: &[T; N]) -> u64 {
    let mut hasher = state.build_hasher();
    numbers.iter().for_each(|&x| hasher.write_u64(key(x)));
    hasher.finish()
}

fn equal<T: Element, const N: usize>(a: &[T; N], b: &[T; N]) -> bool {
    a.iter().zip(b).all(|(&a, &b)| key(a) == key(b))
}

/// Bits that are equal where numbers are.
fn key<T: Element>(x: T) -> u64 {
    // Adding 0 makes 0 of -0.
    if x.is_nan() { f64::NAN.to_bits() } else { (x.as_f64() + 0.0).to_bits() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_kind_is_no_repeat() {
        let rows: Vec<[f64; 2]> = (0..1000).map(|row| [f64::from(row % 10), f64::from(row % 7)]).collect();
        let found = repeats(&rows);
        assert_eq!(found.len(), 930);
        assert!(found.iter().enumerate().all(|(at, &(row, first))| row == at + 70 && first == row % 70));
        let labels: Vec<u16> = (0..1000).map(|row| u16::from(row == 75 || row == 3)).collect();
        let others: Vec<(usize, usize)> = contradictions(&found, &labels);
        assert_eq!(others[..2], [(73, 3), (75, 5)]);
        assert_eq!(others.len(), 1 + (1000 - 3 - 1) / 70);
    }
}
