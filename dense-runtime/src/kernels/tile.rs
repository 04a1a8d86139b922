//! The innermost loop of every product: a tile of sums that stay in registers while the factors go by.
#![expect(clippy::needless_range_loop, reason = "`h`, `v` and `k` are the indices of a formula")]

use crate::Element;
use crate::simd::Simd;

/// The factors of a tile: its sums are those of `a[h, k] · b[k, j]` over `k`.
///
/// Strides make one tile of the three products: `a` may be read along its rows or down its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Factors<T> {
    /// Element `(0, 0)` of `a`.
    pub(super) a: *const T,
    /// How far apart `a[h, k]` and `a[h + 1, k]` are.
    pub(super) a_row: usize,
    /// How far apart `a[h, k]` and `a[h, k + 1]` are.
    pub(super) a_step: usize,
    /// Element `(0, 0)` of `b`, whose rows are contiguous.
    pub(super) b: *const T,
    /// How far apart `b[k, j]` and `b[k + 1, j]` are.
    pub(super) b_step: usize,
    /// How many `k` there are.
    pub(super) depth: usize,
}

/// Where sums begin and end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<T> {
    /// What sum `(0, 0)` begins with.
    pub(super) start: *const T,
    /// How far apart the rows and the columns of these are: 0 and 1 for a bias, which is the same for all rows; 0 and 0 for
    /// zeros, of which there need to be just enough for one tile.
    pub(super) start_steps: (usize, usize),
    /// Where sum `(0, 0)` goes.
    pub(super) c: *mut T,
    /// How far apart rows of sums are.
    pub(super) c_row: usize,
    /// Whether the sums are added to what is there.
    pub(super) add: bool,
    /// Whether negative sums become zero at the end.
    pub(super) rectify: bool,
}

impl<T> Factors<T> {
    /// The factors without the first columns.
    #[inline(always)]
    pub(super) fn skip_columns(self, count: usize) -> Self {
        Factors { b: self.b.wrapping_add(count), ..self }
    }

    /// The factors for `depth` terms from `first` on.
    #[inline(always)]
    pub(super) fn terms(self, first: usize, depth: usize) -> Self {
        let (a, b) = (self.a.wrapping_add(first * self.a_step), self.b.wrapping_add(first * self.b_step));
        Factors { a, b, depth, ..self }
    }

    /// The factors without the first rows.
    #[inline(always)]
    pub(super) fn skip_rows(self, count: usize) -> Self {
        Factors { a: self.a.wrapping_add(count * self.a_row), ..self }
    }
}

impl<T> Target<T> {
    /// The target without the first columns.
    #[inline(always)]
    pub(super) fn skip_columns(self, count: usize) -> Self {
        let start = self.start.wrapping_add(count * self.start_steps.1);
        Target { start, c: self.c.wrapping_add(count), ..self }
    }

    /// The target without the first rows.
    #[inline(always)]
    pub(super) fn skip_rows(self, count: usize) -> Self {
        let start = self.start.wrapping_add(count * self.start_steps.0);
        Target { start, c: self.c.wrapping_add(count * self.c_row), ..self }
    }

    /// The target for the terms `first..first + count` of `of`, which are summed by themselves and then added to what those before
    /// them left. The first ones begin as the whole would, and the last ones end so.
    #[inline(always)]
    pub(super) fn of_run(self, zeros: &Zeros<T>, first: usize, count: usize, of: usize) -> Self
    where
        T: Element,
    {
        let target = Target { rectify: self.rectify && first + count == of, ..self };
        if first > 0 { zeros.added_to(target) } else { target }
    }
}

/// Zeros for a tile to start with.
#[repr(align(64))]
pub(super) struct Zeros<T>([T; 128]);

impl<T: Element> Zeros<T> {
    #[inline(always)]
    pub(super) fn new() -> Self {
        Zeros([T::zero(); 128])
    }

    /// A target that starts with these zeros.
    #[inline(always)]
    pub(super) fn target(&self, c: *mut T, c_row: usize) -> Target<T> {
        Target { start: self.0.as_ptr(), start_steps: (0, 0), c, c_row, add: false, rectify: false }
    }

    /// A target that starts with these zeros, and is added to what `target` holds.
    #[inline(always)]
    pub(super) fn added_to(&self, target: Target<T>) -> Target<T> {
        Target { start: self.0.as_ptr(), start_steps: (0, 0), add: true, ..target }
    }
}

/// `HEIGHT` rows of `WIDTH` vectors. With `PARTIAL`, only the first `last` lanes of the last vector are read and written.
///
/// The terms of each sum are cut into `PARTS` runs of equal length (the last one takes what is left), which are summed side
/// by side and then added in their order: a single narrow row has too few sums to keep the multipliers busy otherwise.
///
/// # Safety
///
/// `factors.a` is valid for reading at each `(h, k)`. Rows of `factors.b` and of the target are valid for the tile's width
/// (see `PARTIAL`), and nothing else uses the target.
#[inline(always)]
pub(super) unsafe fn tile<
    S: Simd<T>,
    T: Element,
    const HEIGHT: usize,
    const WIDTH: usize,
    const PARTS: usize,
    const PARTIAL: bool,
>(
    simd: S,
    last: usize,
    factors: Factors<T>,
    target: Target<T>,
) {
    const { assert!(WIDTH * S::LANES <= 128, "a tile is at most as wide as `Zeros`") };
    let Factors { a, a_row, a_step, b, b_step, depth } = factors;
    let mut sums = [[[simd.splat(T::zero()); WIDTH]; HEIGHT]; PARTS];
    for h in 0..HEIGHT {
        let start = target.start.wrapping_add(h * target.start_steps.0);
        for v in 0..WIDTH {
            // SAFETY: the caller vouches for rows of the target.
            sums[0][h][v] = unsafe { load::<S, T, WIDTH, PARTIAL>(simd, start, v, last) };
        }
    }
    // Pointers that move on, not products of indices: in a build that checks arithmetic, those would be checked here.
    let run = depth / PARTS;
    let (mut a, mut b) = ([a; PARTS], [b; PARTS]);
    for p in 0..PARTS {
        a[p] = a[p].wrapping_add(p * run * a_step);
        b[p] = b[p].wrapping_add(p * run * b_step);
    }
    for _ in 0..run {
        for p in 0..PARTS {
            // SAFETY: this is term `p * run + k` of round `k`, which is below the depth.
            unsafe { step::<S, T, HEIGHT, WIDTH, PARTIAL>(simd, last, a[p], a_row, b[p], &mut sums[p]) };
            (a[p], b[p]) = (a[p].wrapping_add(a_step), b[p].wrapping_add(b_step));
        }
    }
    if PARTS > 1 {
        let (mut a, mut b) = (a[PARTS - 1], b[PARTS - 1]);
        for _ in PARTS * run..depth {
            // SAFETY: these are the terms behind those of the last part, up to the depth.
            unsafe { step::<S, T, HEIGHT, WIDTH, PARTIAL>(simd, last, a, a_row, b, &mut sums[PARTS - 1]) };
            (a, b) = (a.wrapping_add(a_step), b.wrapping_add(b_step));
        }
    }
    for h in 0..HEIGHT {
        for v in 0..WIDTH {
            let mut sum = sums[0][h][v];
            for part in &sums[1..] {
                sum = simd.add(sum, part[h][v]);
            }
            let to = target.c.wrapping_add(h * target.c_row);
            if target.add {
                // SAFETY: the caller vouches for rows of the target.
                sum = simd.add(unsafe { load::<S, T, WIDTH, PARTIAL>(simd, to, v, last) }, sum);
            }
            if target.rectify {
                sum = simd.rectify(sum);
            }
            let to = to.wrapping_add(v * S::LANES);
            // SAFETY: the caller vouches for the tile's width of each row of the target.
            unsafe { if PARTIAL && v == WIDTH - 1 { simd.store_first(sum, to, last) } else { simd.store(sum, to) } }
        }
    }
}

/// Adds the products of one `k`: a column of `a` times a row of `b`.
///
/// # Safety
///
/// `a` is valid for reading at each `h * a_row`, `b` for the tile's width.
#[inline(always)]
unsafe fn step<S: Simd<T>, T: Element, const HEIGHT: usize, const WIDTH: usize, const PARTIAL: bool>(
    simd: S,
    last: usize,
    a: *const T,
    a_row: usize,
    b: *const T,
    sums: &mut [[S::Vector; WIDTH]; HEIGHT],
) {
    let mut vectors = [simd.splat(T::zero()); WIDTH];
    for v in 0..WIDTH {
        // SAFETY: the caller vouches for the row of `b`.
        vectors[v] = unsafe { load::<S, T, WIDTH, PARTIAL>(simd, b, v, last) };
    }
    for h in 0..HEIGHT {
        // SAFETY: the caller vouches for `a`.
        let factor = unsafe { simd.splat_at(a.wrapping_add(a_row.wrapping_mul(h))) };
        for v in 0..WIDTH {
            sums[h][v] = simd.mul_add(factor, vectors[v], sums[h][v]);
        }
    }
}

/// Vector `v` of a row of `WIDTH`.
///
/// # Safety
///
/// The row is valid for reading, with `PARTIAL` up to the first `last` lanes of the last vector.
#[inline(always)]
unsafe fn load<S: Simd<T>, T, const WIDTH: usize, const PARTIAL: bool>(
    simd: S,
    row: *const T,
    v: usize,
    last: usize,
) -> S::Vector {
    let from = row.wrapping_add(v * S::LANES);
    // SAFETY: as the caller says.
    unsafe { if PARTIAL && v == WIDTH - 1 { simd.load_first(from, last) } else { simd.load(from) } }
}
