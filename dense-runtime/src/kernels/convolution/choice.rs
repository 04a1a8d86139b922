//! Which form a convolution gets, in words: what `Digits::plan()` prints.

use core::fmt;
use core::marker::PhantomData;

use super::super::panel::{COLUMNS, DEPTH, strip_width};
use super::block::tallest;
use super::cost::{MOST_AT_ONCE, dots_height, prefers_dots};
use super::shallow::is_shallow;
use crate::isa::{Isa, Op};
use crate::kernels::Windows;
use crate::simd::Simd;

/// The form of a convolution over these windows, on the instructions in use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FormOf<T> {
    pub(crate) windows: Windows,
    pub(crate) element: PhantomData<T>,
}

/// What was chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    windows: Windows,
    /// Terms of each sum.
    depth: usize,
    /// How many of them are summed at a time.
    piece: usize,
    /// Windows and filters of a tile of sums.
    tile: (usize, usize),
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    /// So few terms that the kernel stays in registers, and windows go by.
    Shallow,
    /// Tiles of sums stay in registers, and terms go by.
    Tiles,
    /// The same for channels that make a filter each.
    Each,
    /// So few filters that each sum takes a vector, and terms go by several at a time.
    Dots,
}

fn choose<S: Simd<T>, T>(windows: Windows) -> Form {
    let groups = windows.split();
    let (terms, columns) = (windows.terms(), groups.made.min(const { strip_width::<S, T>() }));
    let depth = terms.len();
    let what = match groups.each {
        true => What::Each,
        false if is_shallow::<S, T>(depth) => What::Shallow,
        false if prefers_dots::<S, T>(terms, groups.made) => What::Dots,
        false => What::Tiles,
    };
    let (piece, tile) = match what {
        What::Dots => {
            let at_once = columns.min(MOST_AT_ONCE);
            (DEPTH * COLUMNS / columns, (dots_height::<S, T>(at_once), at_once))
        }
        _ => (DEPTH, (tallest::<S, T>(columns.div_ceil(S::LANES), groups.each), columns)),
    };
    Form { windows, depth, piece: depth.min(piece), tile, what }
}

macro_rules! forms {
    ($($element:ident)*) => {$(
        impl Op for FormOf<$element> {
            type Output = (&'static str, Form);

            #[inline(always)]
            fn run<I: Isa>(self, _: I) -> Self::Output {
                (I::NAME, choose::<I, $element>(self.windows))
            }
        }
    )*};
}

forms!(f32 f64);

impl Form {
    /// How many windows there are, and how large they are: `11x11 windows of 3x3x32`.
    pub(crate) fn windows(&self) -> impl fmt::Display {
        let Windows { count: [rows, columns], size: [height, width], image, groups, .. } = self.windows;
        let channels = image[2] / groups;
        fmt::from_fn(move |f| write!(f, "{rows}x{columns} windows of {height}x{width}x{channels}"))
    }

    /// The form: `tiles of 6 windows x 64 filters, 288 terms`.
    pub(crate) fn form(&self) -> impl fmt::Display {
        let Form { depth, piece, tile: (rows, columns), what, .. } = *self;
        fmt::from_fn(move |f| {
            match what {
                What::Shallow => return write!(f, "window by window, all {depth} terms of the kernel in registers"),
                What::Tiles => write!(f, "tiles of {rows} windows x {columns} filters, {depth} terms")?,
                What::Dots => {
                    write!(f, "dot products of {rows} windows with {columns} filters at once, {depth} terms")?;
                }
                What::Each => {
                    write!(f, "tiles of {rows} windows x {columns} channels, each by itself, {depth} terms")?;
                }
            }
            if depth > piece { write!(f, ", at most {piece} at a time") } else { Ok(()) }
        })
    }
}
