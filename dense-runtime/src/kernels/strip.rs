//! Tiles below each other: some columns of all rows of a product.

use super::tile::{Factors, Target, tile};
use crate::Element;
use crate::simd::Simd;

/// Some rows of a few columns, at most as many as an instruction set's tiles are wide.
#[derive(Debug)]
#[doc(hidden)]
pub struct Strip<T> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Into how many parts each tile cuts its sums.
    pub(super) parts: usize,
    pub(super) factors: Factors<T>,
    pub(super) target: Target<T>,
}

/// A strip for whose pointers somebody has vouched.
pub(super) struct Valid<'a, T>(&'a Strip<T>);

impl<'a, T> Valid<'a, T> {
    /// # Safety
    ///
    /// `factors.a` is valid for reading at each `(row, k)`. Rows of `factors.b` and of the target are valid for `columns`
    /// numbers, and nothing else uses the target.
    pub(super) unsafe fn new(strip: &'a Strip<T>) -> Self {
        Valid(strip)
    }
}

/// The tallest tile whose sums stay in registers.
pub(super) const fn tallest<S: Simd<T>, T>(width: usize, parts: usize, partial: bool) -> usize {
    let sums = if partial { S::PARTIAL_SUMS } else { S::SUMS };
    match sums / (width * parts) {
        0 => 1,
        most if most > 8 => 8,
        most => most,
    }
}

/// Computes the strip.
#[inline(always)]
pub(super) fn strip<S: Simd<T>, T: Element>(simd: S, Valid(task): Valid<'_, T>) {
    let vectors = task.columns.div_ceil(S::LANES);
    let last = task.columns - (vectors - 1) * S::LANES;
    // SAFETY: `Valid` vouches for `columns` numbers, and these are what `vectors` and `last` say.
    unsafe {
        // What a constant decides is not compiled where it says no.
        match (task.parts, vectors) {
            (1, 1) => tiles::<S, T, 1, 1, true>(simd, last, task),
            (1, 2) if const { S::WIDTH == 2 } && last == S::LANES => tiles::<S, T, 2, 1, false>(simd, last, task),
            (1, 2) => tiles::<S, T, 2, 1, true>(simd, last, task),
            (1, 3) if const { S::WIDTH == 4 } => tiles::<S, T, 3, 1, true>(simd, last, task),
            (1, 4) if const { S::WIDTH == 4 } && last == S::LANES => tiles::<S, T, 4, 1, false>(simd, last, task),
            (1, 4) if const { S::WIDTH == 4 } => tiles::<S, T, 4, 1, true>(simd, last, task),
            (2, 1) => tiles::<S, T, 1, 2, true>(simd, last, task),
            (2, 2) => tiles::<S, T, 2, 2, true>(simd, last, task),
            (2, 3) if const { S::WIDTH == 4 } => tiles::<S, T, 3, 2, true>(simd, last, task),
            (2, 4) if const { S::WIDTH == 4 } => tiles::<S, T, 4, 2, true>(simd, last, task),
            (4, 1) => tiles::<S, T, 1, 4, true>(simd, last, task),
            (4, 2) => tiles::<S, T, 2, 4, true>(simd, last, task),
            (parts, _) => unreachable!("no strip has {vectors} vectors in {parts} parts"),
        }
    }
}

/// Tiles whose heights differ by at most one: a tile of a single row would leave the multipliers waiting.
///
/// # Safety
///
/// As for [`Valid::new`].
#[inline(always)]
unsafe fn tiles<S: Simd<T>, T: Element, const WIDTH: usize, const PARTS: usize, const PARTIAL: bool>(
    simd: S,
    last: usize,
    task: &Strip<T>,
) {
    let most = const { tallest::<S, T>(WIDTH, PARTS, PARTIAL) };
    let tiles = task.rows.div_ceil(most);
    let (height, taller) = (task.rows / tiles, task.rows % tiles);
    let mut row = 0;
    for at in 0..tiles {
        let height = height + usize::from(at < taller);
        let (factors, target) = (task.factors.skip_rows(row), task.target.skip_rows(row));
        macro_rules! tile_of {
            ($($height:literal)*) => {
                match height {
                    // SAFETY: the tile is `height` of the rows that the caller vouches for.
                    $($height if const { $height <= tallest::<S, T>(WIDTH, PARTS, PARTIAL) } => unsafe {
                        tile::<S, T, $height, WIDTH, PARTS, PARTIAL>(simd, last, factors, target);
                    })*
                    _ => unreachable!("no tile is taller than {most}"),
                }
            };
        }
        tile_of!(1 2 3 4 5 6 7 8);
        row += height;
    }
}
