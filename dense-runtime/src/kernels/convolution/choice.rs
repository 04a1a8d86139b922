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
    /// Whether what comes of the kernel is added where the windows lie.
    pub(crate) transposed: bool,
    pub(crate) element: PhantomData<T>,
}

/// What was chosen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    windows: Windows,
    /// Whether sums belong to places of the image, not to windows.
    transposed: bool,
    /// Terms of each sum, at most.
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

fn choose<S: Simd<T>, T>(windows: Windows, transposed: bool) -> Form {
    let groups = windows.split();
    let (terms, made) = if transposed {
        (windows.terms_of_a_place(), if groups.each { groups.made } else { groups.inner })
    } else {
        (windows.terms(), groups.made)
    };
    let columns = made.min(const { strip_width::<S, T>() });
    let depth = if groups.each { terms.counts[0] * terms.counts[1] * groups.inner } else { terms.len() };
    let what = match groups.each {
        true => What::Each,
        false if is_shallow::<S, T>(depth) => What::Shallow,
        false if prefers_dots::<S, T>(terms, made) => What::Dots,
        false => What::Tiles,
    };
    let (piece, tile) = match what {
        What::Dots => {
            let at_once = columns.min(MOST_AT_ONCE);
            (DEPTH * COLUMNS / columns, (dots_height::<S, T>(at_once), at_once))
        }
        _ => (DEPTH, (tallest::<S, T>(columns.div_ceil(S::LANES), groups.each), columns)),
    };
    // The taps of a transposed convolution are cut, and not the terms of a place.
    let piece = if transposed { depth } else { depth.min(piece) };
    Form { windows, transposed, depth, piece, tile, what }
}

macro_rules! forms {
    ($($element:ident)*) => {$(
        impl Op for FormOf<$element> {
            type Output = (&'static str, Form);

            #[inline(always)]
            fn run<I: Isa>(self, _: I) -> Self::Output {
                (I::NAME, choose::<I, $element>(self.windows, self.transposed))
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
        let Form { transposed, depth, piece, tile: (rows, columns), what, .. } = *self;
        let (row, up_to) = if transposed { ("place", "up to ") } else { ("window", "") };
        fmt::from_fn(move |f| {
            match what {
                What::Shallow => {
                    return write!(f, "{row} by {row}, all {up_to}{depth} terms of the kernel in registers");
                }
                What::Tiles => write!(f, "tiles of {rows} {row}s x {columns} filters, {up_to}{depth} terms")?,
                What::Dots => {
                    write!(f, "dot products of {rows} {row}s with {columns} filters at once, {up_to}{depth} terms")?;
                }
                What::Each => {
                    write!(f, "tiles of {rows} {row}s x {columns} channels, each by itself, {up_to}{depth} terms")?;
                }
            }
            if depth > piece { write!(f, ", at most {piece} at a time") } else { Ok(()) }
        })
    }
}
