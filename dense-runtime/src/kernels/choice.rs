//! Which tiles a product gets, in words: what `Digits::plan()` prints.

use core::fmt;

use super::product::{LONG, WORTH_PACKING};
use super::row::parts;
use super::strip::tallest;
use crate::isa::{Isa, Op};
use crate::simd::Simd;

/// The tiles of a product with `inner` terms and `columns` columns, on the instructions in use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tiles<T> {
    pub(crate) inner: usize,
    pub(crate) columns: usize,
    pub(crate) element: core::marker::PhantomData<T>,
}

/// What was chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    lanes: usize,
    /// Vectors of columns, and parts of each sum, for a single sample.
    row: (usize, usize),
    /// Rows, columns and parts of a tile for many samples.
    tile: (usize, usize, usize),
    packed: bool,
}

fn choose<S: Simd<T>, T>(inner: usize, columns: usize) -> Choice {
    let vectors = columns.div_ceil(S::LANES);
    let parts = parts(vectors, inner);
    let row = match parts {
        1 if vectors >= 8 => 8,
        1 => vectors.min(2),
        _ => vectors.min(4),
    };
    let width = vectors.min(S::WIDTH);
    let of_tile = if inner / parts >= LONG { 1 } else { parts };
    Choice {
        lanes: S::LANES,
        row: (row, parts),
        tile: (tallest::<S, T>(width, of_tile, columns < S::WIDTH * S::LANES), columns.min(width * S::LANES), of_tile),
        packed: parts == 1 && vectors > S::WIDTH,
    }
}

macro_rules! tiles {
    ($($element:ident)*) => {$(
        impl Op for Tiles<$element> {
            type Output = (&'static str, Choice);

            #[inline(always)]
            fn run<I: Isa>(self, _: I) -> Self::Output {
                (I::NAME, choose::<I, $element>(self.inner, self.columns))
            }
        }
    )*};
}

tiles!(f32 f64);

impl Choice {
    /// The tile of a single sample: `4 x 16 sums in 2 parts`.
    pub(crate) fn one(&self) -> impl fmt::Display {
        let Choice { lanes, row: (vectors, parts), .. } = *self;
        fmt::from_fn(move |f| {
            write!(f, "{vectors} x {lanes} columns")?;
            if parts > 1 { write!(f, " in {parts} parts") } else { Ok(()) }
        })
    }

    /// The tile of many samples: `4 x 64, packed`.
    pub(crate) fn many(&self) -> impl fmt::Display {
        let Choice { tile: (rows, columns, parts), packed, .. } = *self;
        fmt::from_fn(move |f| {
            write!(f, "{rows} rows x {columns} columns")?;
            if parts > 1 {
                write!(f, " in {parts} parts")?;
            }
            if packed { write!(f, ", packed from {WORTH_PACKING} rows on") } else { Ok(()) }
        })
    }
}
