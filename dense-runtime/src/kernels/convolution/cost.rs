//! What the forms of a convolution cost, in cycles of a CPU that begins two multiplications of vectors and two loads in each.

use super::super::panel::DEPTH;
use super::block::tallest;
use super::shallow::is_shallow;
use super::terms::Terms;
use crate::simd::Simd;

/// The columns of dot products that are computed at once.
pub(super) const MOST_AT_ONCE: usize = 4;

/// The rows of a tile of dot products: the sums stay in registers beside the factors of each column, one of a row, and a mask.
pub(super) const fn dots_height<S: Simd<T>, T>(columns: usize) -> usize {
    match (S::SUMS + 1 - columns) / columns {
        0 => 1,
        height if height > 8 => 8,
        height => height,
    }
}

/// The costs are in 24ths of a cycle, because many small CPUs have no fractions.
const CYCLE: usize = 24;

/// Cycles of additions and moves until the lanes of a vector are one number, and it is where it belongs.
const OF_A_SUM: usize = 4;

/// Whether dot products take less time than tiles of sums, for terms that lie next to each other on the last level.
pub(super) fn prefers_dots<S: Simd<T>, T>(terms: Terms, columns: usize) -> bool {
    terms.a_steps[2] == 1
        && !is_shallow::<S, T>(terms.len())
        && of_dots::<S, T>(terms.counts, columns) < of_tiles::<S, T>(terms.len(), columns)
}

/// Whether the way back to a kernel takes less time with its filters as rows and `run` numbers of a window as columns than the other way
/// round. What the two have in common is not counted, so that it has to be clearly less. Filters have a row each in a panel.
pub(super) fn prefers_turned<S: Simd<T>, T>(run: usize, filters: usize) -> bool {
    let vectors = run.div_ceil(S::LANES).min(S::WIDTH);
    // Few sums do not keep the multipliers busy.
    let busy = filters.max(S::IN_FLIGHT.div_ceil(vectors));
    run.is_multiple_of(S::LANES)
        && filters <= DEPTH
        && 5 * busy * of_tiles::<S, T>(1, run) < 4 * of_tiles::<S, T>(run, filters)
}

/// What a row costs in tiles of sums.
fn of_tiles<S: Simd<T>, T>(depth: usize, columns: usize) -> usize {
    let vectors = columns.div_ceil(S::LANES).min(S::WIDTH);
    depth * of_a_term(vectors, tallest::<S, T>(vectors, false)) * columns.div_ceil(vectors * S::LANES)
}

/// What a row costs in dot products.
fn of_dots<S: Simd<T>, T>(counts: [usize; 3], columns: usize) -> usize {
    let vectors = counts[0] * counts[1] * counts[2].div_ceil(S::LANES);
    let some = |columns| vectors * of_a_term(columns, dots_height::<S, T>(columns)) + columns * OF_A_SUM * CYCLE;
    let rest = columns % MOST_AT_ONCE;
    columns / MOST_AT_ONCE * some(MOST_AT_ONCE) + if rest > 0 { some(rest) } else { 0 }
}

/// What a row of a tile costs for a term: its factor and its part of those of all columns are loaded, and multiplied. The CPU does both at
/// the same time.
fn of_a_term(columns: usize, height: usize) -> usize {
    let (loads, products) = (CYCLE + CYCLE * columns / height, CYCLE * columns);
    loads.max(products) / 2
}
