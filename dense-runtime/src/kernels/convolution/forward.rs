//! `y = x * kernel + bias`: the forward convolution.

use core::mem::MaybeUninit;
use core::ops::Range;
use core::ptr;

use super::super::Kernels;
use super::super::panel::{COLUMNS, DEPTH, Panel, strip_width, transpose};
use super::super::windows::Windows;
use super::Groups;
use super::block::Block;
use super::cost::prefers_dots;
use super::dots::Dots;
use super::rows::Rows;
use super::terms::{Piece, pieces};
use crate::Element;
use crate::simd::Simd;

/// `y = x * kernel + bias` for some windows of one sample or of several behind each other.
///
/// The order in which a number is summed depends on the windows alone: a sample gets the same bits alone and in a batch, and a window
/// gets the same ones whichever windows it comes with.
#[derive(Debug)]
#[doc(hidden)]
pub struct Convolve<'a, T> {
    /// `[samples, height, width, channels]`
    pub x: &'a [T],
    /// `[size[0], size[1], channels / groups, filters]`
    pub kernel: &'a [T],
    /// `[filters]`
    pub bias: Option<&'a [T]>,
    /// `[samples, some, filters]`, which is overwritten.
    pub y: &'a mut [T],
    /// How the windows lie over the image.
    pub windows: Windows,
    /// Which of them are asked for, counted row by row.
    pub some: Range<usize>,
    /// Whether `relu` follows.
    pub rectify: bool,
}

/// Computes the convolution.
#[inline(always)]
pub(in super::super) fn convolve<S: Simd<T> + Kernels<T>, T: Element>(simd: S, task: Convolve<'_, T>) {
    let Convolve { x, kernel, bias, y, windows, some, rectify } = task;
    let samples = x.len() / windows.image_len();
    windows.check(samples, x.len(), kernel.len());
    let Windows { image: [_, width, channels], filters, strides, .. } = windows;
    assert!(some.end <= windows.all().end && y.len() == samples * some.len() * filters);
    assert!(bias.is_none_or(|bias| bias.len() == filters));
    if samples == 0 {
        return;
    }
    let Groups { each, groups, inner, made } = windows.split();
    let strip = const { strip_width::<S, T>() };
    let terms = windows.terms();
    let mut panel = MaybeUninit::<Panel<T>>::uninit();
    let strips = (0..groups).flat_map(|group| (0..made).step_by(strip).map(move |at| (group, at)));
    for ((group, at), part) in
        strips.flat_map(|strip| rectangles(&some, windows.count[1]).map(move |part| (strip, part)))
    {
        let (columns, first) = (strip.min(made - at), group * made + at);
        let seen = (part.at[0] * strides[0] * width + part.at[1] * strides[1]) * channels;
        let rows = Rows {
            counts: [samples, part.count[0], part.count[1]],
            a: x[seen + if each { at } else { group * inner }..].as_ptr(),
            a_steps: [windows.image_len(), strides[0] * width * channels, strides[1] * channels],
            c: y[part.before * filters + first..].as_mut_ptr(),
            c_steps: [some.len() * filters, windows.count[1] * filters, filters],
        };
        let rows = rows.merged();
        // How the sums of a piece begin and end.
        let ends = |piece: Piece| {
            let start = bias.filter(|_| piece.before == 0).map_or(ptr::null(), |bias| bias[first..].as_ptr());
            (piece.before > 0, start, rectify && piece.before + piece.len() == terms.len())
        };
        if !each && prefers_dots::<S, T>(terms, made) {
            pieces(terms.counts, DEPTH * COLUMNS / columns, |piece| {
                let (panel, from) = (panel.as_mut_ptr().cast::<T>(), &kernel[piece.offset(terms.b_steps) + first..]);
                let (add, start, rectify) = ends(piece);
                let (len, rows) = (piece.len(), rows.read_from(piece.offset(terms.a_steps)));
                // SAFETY: as below; the kernel has a row for each term, and the panel has room for all of them.
                unsafe {
                    transpose(simd, from.as_ptr(), filters, panel, len, columns, len);
                    let (b, terms) = (panel.cast_const(), terms.of(piece).packed(1));
                    simd.dots(&Dots { rows, columns, terms, b, b_column: len, start, add, rectify });
                }
            });
            continue;
        }
        let pack = !each && (columns % S::LANES > 0 || made > strip);
        pieces(terms.counts, DEPTH, |piece| {
            let mut b = kernel[piece.offset(terms.b_steps) + first..].as_ptr();
            let mut of = terms.of(piece);
            let (add, start, rectify) = ends(piece);
            // SAFETY: it was seen above that all windows lie within the image, that the slices are what they say, and that there are
            // these windows.
            unsafe {
                if pack {
                    b = Panel::copy(simd, &mut panel, b, filters, piece.len(), columns);
                    of = of.packed(strip);
                }
                let rows = rows.read_from(piece.offset(terms.a_steps));
                simd.block(&Block { rows, columns, terms: of, b, each, start, add, rectify });
            }
        });
    }
}

/// Some of the windows: neighbors in a row of windows, or whole rows.
#[derive(Clone, Copy)]
struct Rectangle {
    /// The row and the column of the first one.
    at: [usize; 2],
    /// How many there are, down and across.
    count: [usize; 2],
    /// How many of all that are asked for come before.
    before: usize,
}

/// The rectangles that `some` windows are made of, where rows have so many: at most a part of a row, whole rows, and a part of another.
#[inline(always)]
fn rectangles(some: &Range<usize>, across: usize) -> impl Iterator<Item = Rectangle> + use<> {
    let Range { start, end } = *some;
    let mut first = start;
    core::iter::from_fn(move || {
        let (at, left) = ([first / across, first % across], end.saturating_sub(first));
        let count = if at[1] == 0 && left >= across { [left / across, across] } else { [1, left.min(across - at[1])] };
        let rectangle = Rectangle { at, count, before: first - start };
        first += count[0] * count[1];
        (left > 0).then_some(rectangle)
    })
}
