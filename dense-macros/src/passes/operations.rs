//! What is computed, apart from the layers that asked for it.

use crate::graph::{Dim, Function, NodeId, Noise};
use crate::passes::pixels::{Lattice, Pixels, Pool};

/// Operations in an order in which they can be computed. The first is the input.
#[derive(Clone)]
pub(super) struct Operations {
    pub(super) list: Vec<Operation>,
    /// The one whose result is the network's.
    pub(super) output: usize,
}

/// One operation.
#[derive(Clone)]
pub(super) struct Operation {
    pub(super) kind: Kind,
    /// The layer it is a part of.
    pub(super) layer: NodeId,
    /// The operations whose results it takes.
    pub(super) inputs: Vec<usize>,
    /// How many numbers its result has.
    pub(super) len: Dim,
    /// How many of them are behind each other on the last axis.
    pub(super) width: Dim,
}

#[derive(Clone)]
pub(super) enum Kind {
    Input,
    /// The product with the layer's kernel, its bias if there is one, and perhaps an activation.
    Product {
        activation: Option<Function>,
    },
    /// The product of what windows see with one of the layer's kernels.
    Convolution {
        part: Part,
        windows: Box<Lattice>,
        activation: Option<Function>,
        /// What is pooled of the result, which nobody else sees.
        pool: Option<Box<Pool>>,
        /// Whether the product behind it takes the result in pieces, and nobody else sees it.
        in_pieces: bool,
    },
    /// Numbers of an image, moved or pooled.
    Pixels(Box<Pixels>),
    /// Rows of the layer's table, for the indices that are the input.
    Embedding,
    /// The mean over all places of what the layer gets.
    Average,
    Activation(Function),
    /// One half of each row, gated by the other.
    Glu,
    /// An activation with the layer's parameters.
    TrainedActivation,
    /// The same rows, scaled and shifted by the layer's parameters.
    Affine,
    /// Each column brought to a mean and a variance; or, of a layer that does not learn, scaled and shifted by what it knows of them.
    BatchNormalization,
    /// Each column scaled and shifted by what the layer knows of the data.
    Standardization,
    /// Negative numbers times the layer's slopes.
    PReLU,
    /// The same numbers, each changed by chance.
    Noise(Noise),
    /// The same numbers, with a penalty on them that is part of the loss.
    Penalty(Function),
    /// The same numbers in another shape.
    View,
}

/// Which of a layer's kernels a convolution multiplies by, and whether the layer's bias is added.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Part {
    /// The only one, and the bias.
    Whole,
    /// The first of two.
    Depthwise,
    /// The second of them, and the bias.
    Pointwise,
    /// The only one, on the way back through the windows of a convolution, and the bias.
    Transposed,
}

impl Part {
    /// The name of the kernel.
    pub(crate) fn kernel(self) -> &'static str {
        match self {
            Part::Whole | Part::Transposed => "kernel",
            Part::Depthwise => "depthwise_kernel",
            Part::Pointwise => "pointwise_kernel",
        }
    }

    /// Whether the bias is added.
    pub(crate) fn has_bias(self) -> bool {
        self != Part::Depthwise
    }
}

impl Operations {
    /// For each operation, how many others take its result; the network's output is one more.
    pub(super) fn readers(&self) -> Vec<usize> {
        let mut readers = vec![0; self.list.len()];
        readers[self.output] += 1;
        for input in self.list.iter().flat_map(|operation| &operation.inputs) {
            readers[*input] += 1;
        }
        readers
    }

    /// Rewrites the operations in order. `rewrite` sees those that are done, and the former number of the one at hand. Where
    /// it gives nothing, the result of the operation is that of its first input.
    pub(super) fn rewrite(&mut self, mut rewrite: impl FnMut(&mut [Operation], usize, Operation) -> Option<Operation>) {
        let mut done = Vec::<Operation>::new();
        let mut renamed = Vec::new();
        for (at, mut operation) in std::mem::take(&mut self.list).into_iter().enumerate() {
            for input in &mut operation.inputs {
                *input = renamed[*input];
            }
            let first = operation.inputs.first().copied();
            match (rewrite(&mut done, at, operation), first) {
                (Some(operation), _) => {
                    renamed.push(done.len());
                    done.push(operation);
                }
                (None, Some(first)) => renamed.push(first),
                (None, None) => unreachable!("the input is never removed"),
            }
        }
        self.output = renamed[self.output];
        self.list = done;
    }
}
