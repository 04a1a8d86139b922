//! Registers of numbers: the few vector operations that the products of matrices are made of.
//!
//! The compiler turns most loops of this crate into vector code by itself. It does not do so reliably for the innermost
//! loops of products, where a sum that leaves its register costs a factor of fifty. So these are written in vectors.
//! The methods take the [`Isa`](crate::isa::Isa) token, which proves that the CPU has the instructions.
#![allow(unsafe_code, reason = "loads and stores through pointers, and the CPU's own vector instructions")]

#[cfg(all(feature = "std", target_arch = "x86_64"))]
mod avx2;
#[cfg(all(feature = "std", target_arch = "x86_64"))]
mod avx512;
mod lanes;
#[cfg(all(feature = "std", target_arch = "x86_64"))]
mod x86;

pub(crate) use lanes::lanes;

/// Vectors of `T` on one instruction set.
#[doc(hidden)]
pub trait Simd<T>: Copy {
    /// A register.
    type Vector: Copy;
    /// How many numbers a register holds.
    const LANES: usize;
    /// How many registers there are for sums: with what else a tile needs, they fill the register file.
    const SUMS: usize;
    /// The same where the last vector of a row is a part of one, which takes a mask, or more.
    const PARTIAL_SUMS: usize;
    /// How many sums the multipliers work on at a time: as many as they begin while one is under way. Fewer take no less time.
    const IN_FLIGHT: usize;
    /// How many registers wide a tile is.
    const WIDTH: usize;

    /// `x` in all lanes.
    fn splat(self, x: T) -> Self::Vector;

    /// The number at `from` in all lanes.
    ///
    /// # Safety
    ///
    /// `from` is valid for reading a number.
    unsafe fn splat_at(self, from: *const T) -> Self::Vector;

    /// `a * b + c`, with one rounding where that is one instruction.
    fn mul_add(self, a: Self::Vector, b: Self::Vector, c: Self::Vector) -> Self::Vector;

    /// `a + b`
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;

    /// The sums of all lanes of each vector.
    fn sums(self, x: [Self::Vector; 4]) -> [T; 4];

    /// The larger number of each lane, or NaN where one of the two is.
    fn larger(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;

    /// `yes` in the lanes where `a` and `b` are equal, otherwise `no`.
    fn where_equal(self, a: Self::Vector, b: Self::Vector, yes: Self::Vector, no: Self::Vector) -> Self::Vector;

    /// `x` where it is positive or NaN, otherwise 0.
    fn rectify(self, x: Self::Vector) -> Self::Vector;

    /// The numbers at `from`.
    ///
    /// # Safety
    ///
    /// `from` is valid for reading `LANES` numbers.
    unsafe fn load(self, from: *const T) -> Self::Vector;

    /// The first `count` numbers at `from`, and zeros behind them.
    ///
    /// # Safety
    ///
    /// `from` is valid for reading `count` numbers, of which there are `1..=LANES`.
    unsafe fn load_first(self, from: *const T, count: usize) -> Self::Vector;

    /// Writes all lanes.
    ///
    /// # Safety
    ///
    /// `to` is valid for writing `LANES` numbers.
    unsafe fn store(self, x: Self::Vector, to: *mut T);

    /// Writes the first `count` lanes.
    ///
    /// # Safety
    ///
    /// `to` is valid for writing `count` numbers, of which there are `1..=LANES`.
    unsafe fn store_first(self, x: Self::Vector, to: *mut T, count: usize);

    /// Turns a square of 8 x 8 numbers: what is a row at `from` becomes a column at `to`. Rows lie `from_row` and `to_row`
    /// numbers apart.
    ///
    /// # Safety
    ///
    /// Each row is valid for reading at `from` and for writing at `to`, 8 numbers long; the two do not overlap.
    #[inline(always)]
    unsafe fn transpose(self, from: *const T, from_row: usize, to: *mut T, to_row: usize)
    where
        T: Copy,
    {
        for row in 0..8 {
            for column in 0..8 {
                // SAFETY: both are within the squares that the caller vouches for.
                unsafe { *to.add(column * to_row + row) = *from.add(row * from_row + column) };
            }
        }
    }
}
