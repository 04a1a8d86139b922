//! Activations in one step with the product before them, and in predictions pooling with the convolution before it, or the convolution
//! with the product behind it.

use crate::graph::{Dim, Function};
use crate::passes::operations::{Kind, Operations, Part};
use crate::passes::pixels::{Lattice, Pixels};

/// Fuses every activation that follows a product.
pub(super) fn all(operations: &mut Operations) {
    fuse(operations, |_| true);
}

/// Fuses activations whose derivative is a function of their output, because the product's result is overwritten.
pub(super) fn those_that_keep_their_output(operations: &mut Operations) {
    fuse(operations, Function::keeps_output);
}

/// Fuses pooling with the convolution before it: a few rows of that are pooled while they are in cache, and the others never exist.
pub(super) fn pooling(operations: &mut Operations) {
    let readers = operations.readers();
    let mut done_readers = Vec::new();
    operations.rewrite(|done, at, operation| {
        if let Kind::Pixels(pixels) = &operation.kind
            && let Pixels::Pool(of) = &**pixels
            && of.is_tiling()
        {
            let before = operation.inputs[0];
            let convolution = &mut done[before];
            if let Kind::Convolution { part: Part::Whole, pool: pool @ None, .. } = &mut convolution.kind
                && done_readers[before] == 1
            {
                *pool = Some(Box::new(of.clone()));
                convolution.len = operation.len;
                done_readers[before] = readers[at];
                return None;
            }
        }
        done_readers.push(readers[at]);
        Some(operation)
    });
}

/// Lets products take what a convolution gives in pieces that stay in cache, where that pays.
pub(super) fn pieces(operations: &mut Operations) {
    let readers = operations.readers();
    operations.rewrite(|done, _, operation| {
        if let Kind::Product { .. } = operation.kind {
            let is_next = operation.inputs[0] + 1 == done.len();
            let before = &mut done[operation.inputs[0]];
            if let Kind::Convolution { part: Part::Whole, windows, pool: None, in_pieces, .. } = &mut before.kind
                && is_next
                && readers[operation.inputs[0]] == 1
                && let Some(room) = room_of_pieces(windows, &operation.len)
            {
                *in_pieces = true;
                before.len = Dim::Literal(room);
            }
        }
        Some(operation)
    });
}

/// How many numbers of a convolution there is room for, if a product with so many units is to take them in pieces.
///
/// It pays where the product's weights come from memory: a batch then reads them once, because nothing else that it needs is large. It
/// does not where the convolution takes longer than the product: pieces of few windows would only hold it up. The sums of the product
/// must not be cut otherwise than in runs, for which it takes many units.
fn room_of_pieces(windows: &Lattice, units: &Dim) -> Option<u64> {
    let literal = |dim: &Dim| if let Dim::Literal(value) = *dim { Some(value) } else { None };
    let (filters, kernel) = (literal(&windows.filters)?, literal(&windows.kernel_len())?);
    let (numbers, units) = (literal(&windows.output_len())?, literal(units)?);
    let products = [numbers / filters * kernel, numbers * units];
    let pays = products[1] > FROM_MEMORY && products[1] > products[0] && numbers >= 4 * ROOM;
    (pays && units >= UNITS && filters <= FILTERS).then_some(ROOM)
}

/// A matrix of more numbers than this is in no cache that is near.
const FROM_MEMORY: u64 = 1 << 20;

/// A part of the first-level cache.
const ROOM: u64 = 4096;

/// With fewer units, instructions with wide vectors cut sums into parts.
const UNITS: u64 = 128;

/// With so many filters, there is room for some windows.
const FILTERS: u64 = 512;

fn fuse(operations: &mut Operations, may: impl Fn(&Function) -> bool) {
    let readers = operations.readers();
    // The readers of the operations that are done, by their new numbers.
    let mut done_readers = Vec::new();
    operations.rewrite(|done, at, operation| {
        if let Kind::Activation(function) = &operation.kind
            && may(function)
        {
            let before = operation.inputs[0];
            let product = &mut done[before];
            // A function of rows needs the rows that the product makes, not others that a view has made of them.
            let same_rows = !function.works_on_rows() || product.width.compare(&operation.width) == Some(true);
            if let Kind::Product { activation: activation @ None }
            | Kind::Convolution { activation: activation @ None, .. } = &mut product.kind
                && same_rows
                && done_readers[before] == 1
            {
                *activation = Some(function.clone());
                done_readers[before] = readers[at];
                return None;
            }
        }
        done_readers.push(readers[at]);
        Some(operation)
    });
}
