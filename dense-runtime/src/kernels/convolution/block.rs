//! The innermost loops of all convolutions: tiles of sums that stay in registers, for rows that may lie anywhere.
#![expect(clippy::needless_range_loop, reason = "`h` and `v` are the indices of a formula")]

use super::rows::{MOST, Rows};
use super::shallow::shallow;
use super::terms::Terms;
use crate::Element;
use crate::simd::Simd;

/// Some columns of the sums of many rows: those of `a[row][k] · b[k, j]` over `k`.
#[derive(Debug)]
#[doc(hidden)]
pub struct Block<T> {
    pub(super) rows: Rows<T>,
    /// At most as many as an instruction set's tiles are wide.
    pub(super) columns: usize,
    /// Where the factors are.
    pub(super) terms: Terms,
    /// The first row of `b`, whose rows are whole vectors.
    pub(super) b: *const T,
    /// Whether each column has factors of its own, next to each other: then the sums are those of `a[row][k, j] · b[k, j]`, and rows
    /// of `b` need be no whole vectors.
    pub(super) each: bool,
    /// What the sums of each row begin with in place of zeros, a number for each column; or null.
    pub(super) start: *const T,
    /// Whether the sums are added to what is there.
    pub(super) add: bool,
    /// Whether negative sums become zero at the end.
    pub(super) rectify: bool,
}

/// A block for whose pointers somebody has vouched.
pub(in super::super) struct Valid<'a, T>(&'a Block<T>);

impl<'a, T> Valid<'a, T> {
    /// # Safety
    ///
    /// The rows' `a` are valid for reading at each term, and if there are factors for each column, so many of them. Rows of `b` are
    /// valid for reading as many vectors as hold the columns, or in that case each column. What belongs to the rows is valid for
    /// reading and writing for each column, and nothing else uses it; the start is valid for reading for each column.
    pub(in super::super) unsafe fn new(block: &'a Block<T>) -> Self {
        Valid(block)
    }
}

/// The tallest tile: its sums, and the pointers of its rows, stay in registers. Where each column has factors of its own, a tile waits for
/// memory, and a few rows keep the multipliers as busy as they can be.
pub(super) const fn tallest<S: Simd<T>, T>(width: usize, each: bool) -> usize {
    let limit = if each { MOST_OF_EACH } else { MOST };
    match S::SUMS / width {
        0 => 1,
        most if most > limit => limit,
        most => most,
    }
}

const MOST_OF_EACH: usize = 4;

/// The height of the lowest tile for so many rows of which there is code. Code for all heights would take as long to compile as the
/// rest of this crate's kernels; and a tile of few sums does not keep the multipliers busy, and takes no less time than a taller one.
const fn height_for<S: Simd<T>, T>(rows: usize, width: usize, each: bool) -> usize {
    let (least, most) = (S::IN_FLIGHT.div_ceil(2 * width), tallest::<S, T>(width, each));
    match if rows < least { least } else { rows } {
        height if height > most => most,
        // Where tiles may be taller than six, they are filled well without these.
        5 if most > 6 => 6,
        7 if most > 7 => most,
        8 if most > 8 => most,
        height => height,
    }
}

/// Tiles below each other for some rows.
#[derive(Clone, Copy)]
struct Tiles {
    /// How many rows there are.
    rows: usize,
    /// How tall all tiles are but the last, which has the rest of the rows.
    usual: usize,
    /// How tall the last one is.
    last: usize,
}

impl Tiles {
    #[inline(always)]
    fn new<S: Simd<T>, T>(rows: usize, width: usize, each: bool) -> Self {
        let count = rows.div_ceil(tallest::<S, T>(width, each));
        let usual = height_for::<S, T>(rows.div_ceil(count), width, each);
        let before = (rows - 1) / usual * usual;
        Tiles { rows, usual, last: height_for::<S, T>(rows - before, width, each) }
    }

    /// How many rows they have room for.
    #[inline(always)]
    fn room(&self) -> usize {
        (self.rows - 1) / self.usual * self.usual + self.last
    }
}

/// Computes the block.
#[inline(always)]
pub(in super::super) fn block<S: Simd<T>, T: Element>(simd: S, Valid(task): Valid<'_, T>) {
    // SAFETY: as `Valid` says.
    if unsafe { shallow(simd, task) } {
        return;
    }
    let vectors = task.columns.div_ceil(S::LANES);
    let last = task.columns - (vectors - 1) * S::LANES;
    macro_rules! tiles_of {
        ($($width:literal)*) => {
            match (vectors, task.each) {
                // What a constant decides is not compiled where it says no.
                $(
                    ($width, false) if const { $width <= S::WIDTH } => tiles::<S, T, $width, false>(simd, last, task),
                    ($width, true) if const { $width <= S::WIDTH } => tiles::<S, T, $width, true>(simd, last, task),
                )*
                _ => unreachable!("no tile is {vectors} vectors wide"),
            }
        };
    }
    // SAFETY: `Valid` vouches for the columns, and these are what `vectors` and `last` say.
    unsafe { tiles_of!(1 2 3 4) }
}

/// Tiles of about the same height: one of a single row would leave the multipliers waiting.
///
/// # Safety
///
/// As for [`Valid::new`].
#[inline(always)]
unsafe fn tiles<S: Simd<T>, T: Element, const WIDTH: usize, const EACH: bool>(simd: S, last: usize, task: &Block<T>) {
    let most = const { tallest::<S, T>(WIDTH, EACH) };
    let of = |rows| Tiles::new::<S, T>(rows, WIDTH, EACH);
    let (mut tiles, mut runs) = (of(task.rows.len()), 1);
    let across = of(task.rows.counts[2]);
    // Tiles of neighbors, if those are not much smaller and as full: their pointers are found faster.
    if across.usual * 3 >= 2 * most && across.room() * 8 <= across.rows * 9 {
        (tiles, runs) = (across, tiles.rows / across.rows);
    }
    let mut walk = task.rows.walk();
    let mut left = tiles.rows;
    while runs > 0 {
        let (height, taken) = if left > tiles.usual { (tiles.usual, tiles.usual) } else { (tiles.last, left) };
        walk.take(taken, height);
        left -= taken;
        if left == 0 {
            (left, runs) = (tiles.rows, runs - 1);
        }
        macro_rules! tile_of {
            ($($height:literal)*) => {
                match height {
                    $($height if const { $height == height_for::<S, T>($height, WIDTH, EACH) } => {
                        let a = walk.a.first_chunk().expect("a walk takes as many rows as the tallest tile has");
                        let c = walk.c.first_chunk().expect("a walk takes as many rows as the tallest tile has");
                        // SAFETY: the rows of the tile are among those that the caller vouches for.
                        unsafe { tile::<S, T, $height, WIDTH, EACH>(simd, last, task, *a, *c) }
                    })*
                    _ => unreachable!("no tile has {height} rows"),
                }
            };
        }
        tile_of!(1 2 3 4 5 6 7 8 9);
    }
}

/// `HEIGHT` rows of `WIDTH` vectors. A row may be there several times: all of `c` is read before anything is written to it.
///
/// # Safety
///
/// As for [`Valid::new`], for these rows.
#[inline(always)]
unsafe fn tile<S: Simd<T>, T: Element, const HEIGHT: usize, const WIDTH: usize, const EACH: bool>(
    simd: S,
    last: usize,
    task: &Block<T>,
    a: [*const T; HEIGHT],
    c: [*mut T; HEIGHT],
) {
    let Block { terms: Terms { counts, a_steps, b_steps }, b, start, add, rectify, .. } = *task;
    let mut sums = [[simd.splat(T::zero()); WIDTH]; HEIGHT];
    if !start.is_null() {
        for v in 0..WIDTH {
            // SAFETY: the caller vouches for a number for each column.
            let start = unsafe { load::<S, T, WIDTH>(simd, start, v, last) };
            for h in 0..HEIGHT {
                sums[h][v] = start;
            }
        }
    }
    let (mut at, mut b) = ([0; 2], [b; 2]);
    for _ in 0..counts[0] {
        (at[1], b[1]) = (at[0], b[0]);
        for _ in 0..counts[1] {
            // One number moves on for all rows of `a`, whose pointers stay where they are.
            let (mut at_term, mut b_term) = (at[1], b[1]);
            for _ in 0..counts[2] {
                // SAFETY: the caller vouches for each term of the rows, and for the row of `b`.
                unsafe { step::<S, T, HEIGHT, WIDTH, EACH>(simd, last, &a, at_term, b_term, &mut sums) };
                (at_term, b_term) = (at_term.wrapping_add(a_steps[2]), b_term.wrapping_add(b_steps[2]));
            }
            (at[1], b[1]) = (at[1].wrapping_add(a_steps[1]), b[1].wrapping_add(b_steps[1]));
        }
        (at[0], b[0]) = (at[0].wrapping_add(a_steps[0]), b[0].wrapping_add(b_steps[0]));
    }
    // One small loop for each thing to do: the compiler unrolls them all, and only then keeps the sums in registers.
    if add {
        for h in 0..HEIGHT {
            for v in 0..WIDTH - 1 {
                // SAFETY: the caller vouches for what belongs to the row.
                let there = unsafe { simd.load(c[h].wrapping_add(v * S::LANES)) };
                sums[h][v] = simd.add(there, sums[h][v]);
            }
        }
        for h in 0..HEIGHT {
            // SAFETY: as above.
            let there = unsafe { load::<S, T, WIDTH>(simd, c[h], WIDTH - 1, last) };
            sums[h][WIDTH - 1] = simd.add(there, sums[h][WIDTH - 1]);
        }
    }
    if rectify {
        for h in 0..HEIGHT {
            for v in 0..WIDTH {
                sums[h][v] = simd.rectify(sums[h][v]);
            }
        }
    }
    for h in 0..HEIGHT {
        for v in 0..WIDTH - 1 {
            // SAFETY: the caller vouches for what belongs to the row.
            unsafe { simd.store(sums[h][v], c[h].wrapping_add(v * S::LANES)) };
        }
    }
    for h in 0..HEIGHT {
        let (sum, to) = (sums[h][WIDTH - 1], c[h].wrapping_add((WIDTH - 1) * S::LANES));
        // SAFETY: as above.
        unsafe { if last < S::LANES { simd.store_first(sum, to, last) } else { simd.store(sum, to) } };
    }
}

/// Adds the products of one term.
///
/// # Safety
///
/// As for [`Valid::new`], for this term.
#[inline(always)]
unsafe fn step<S: Simd<T>, T: Element, const HEIGHT: usize, const WIDTH: usize, const EACH: bool>(
    simd: S,
    last: usize,
    a: &[*const T; HEIGHT],
    at: usize,
    b: *const T,
    sums: &mut [[S::Vector; WIDTH]; HEIGHT],
) {
    let vector = |row: *const T, v: usize| {
        let from = row.wrapping_add(v * S::LANES);
        // SAFETY: as the caller says; only factors for each column may fill no vector.
        unsafe { if EACH && v == WIDTH - 1 { simd.load_first(from, last) } else { simd.load(from) } }
    };
    let mut vectors = [simd.splat(T::zero()); WIDTH];
    for v in 0..WIDTH {
        vectors[v] = vector(b, v);
    }
    for h in 0..HEIGHT {
        let from = a[h].wrapping_add(at);
        if EACH {
            for v in 0..WIDTH {
                sums[h][v] = simd.mul_add(vector(from, v), vectors[v], sums[h][v]);
            }
        } else {
            // SAFETY: the caller vouches for the row's factor.
            let factor = unsafe { simd.splat_at(from) };
            for v in 0..WIDTH {
                sums[h][v] = simd.mul_add(factor, vectors[v], sums[h][v]);
            }
        }
    }
}

/// Vector `v` of a row of `WIDTH`.
///
/// # Safety
///
/// The row is valid for reading up to the first `last` lanes of its last vector.
#[inline(always)]
unsafe fn load<S: Simd<T>, T, const WIDTH: usize>(simd: S, row: *const T, v: usize, last: usize) -> S::Vector {
    let from = row.wrapping_add(v * S::LANES);
    // SAFETY: as the caller says.
    unsafe { if v == WIDTH - 1 && last < S::LANES { simd.load_first(from, last) } else { simd.load(from) } }
}
