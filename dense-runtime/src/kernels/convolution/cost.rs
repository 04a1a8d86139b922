//! What the forms of a convolution cost, in cycles of a CPU that begins two multiplications of vectors and two loads in each.

use super::super::panel::DEPTH;
use super::block::tallest;
use super::shallow::is_shallow;
use super::terms::Terms;
use crate::simd::Simd;

/// The columns of dot products that are computed at once.
pub(super) const MOST_AT_ONCE: usize = 4;

/// The rows of a tile of dot products: the sums stay in registers beside the factors of each column and one of a row.
pub(super) const fn dots_height<S: Simd<T>, T>(columns: usize) -> usize {
    match (S::SUMS + 2 - columns) / columns {
        0 => 1,
        height if height > 8 => 8,
        height => height,
    }
}

/// Additions and moves until the lanes of a vector are one number, and it is where it belongs.
const OF_A_SUM: f64 = 4.0;

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
    let idle = (S::IN_FLIGHT as f64 / (vectors * filters) as f64).max(1.0);
    run.is_multiple_of(S::LANES)
        && filters <= DEPTH
        && 1.25 * idle * filters as f64 * of_tiles::<S, T>(1, run) < of_tiles::<S, T>(run, filters)
}

/// What a row costs in tiles of sums: its part of the loads of factors and their products, whichever there are more of.
fn of_tiles<S: Simd<T>, T>(depth: usize, columns: usize) -> f64 {
    let vectors = columns.div_ceil(S::LANES).min(S::WIDTH);
    let height = tallest::<S, T>(vectors, false);
    let loads = 1.0 + vectors as f64 / height as f64;
    depth as f64 * loads.max(vectors as f64) / 2.0 * columns.div_ceil(vectors * S::LANES) as f64
}

/// What a row costs in dot products.
fn of_dots<S: Simd<T>, T>(counts: [usize; 3], columns: usize) -> f64 {
    let vectors = (counts[0] * counts[1] * counts[2].div_ceil(S::LANES)) as f64;
    (0..columns)
        .step_by(MOST_AT_ONCE)
        .map(|first| {
            let columns = MOST_AT_ONCE.min(columns - first);
            let loads = 1.0 + columns as f64 / dots_height::<S, T>(columns) as f64;
            vectors * loads.max(columns as f64) / 2.0 + columns as f64 * OF_A_SUM
        })
        .sum()
}
