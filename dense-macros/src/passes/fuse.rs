//! Activations in one step with the product before them, and in predictions pooling with the convolution before it.

use crate::graph::Function;
use crate::passes::operations::{Kind, Operations, Part};
use crate::passes::pixels::Pixels;

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
