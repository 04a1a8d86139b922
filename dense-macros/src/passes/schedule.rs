//! Operations → steps on values, forward. The steps backward are made in [`way_back`].
//!
//! Value 0 is the input.

use crate::check::Typed;
use crate::graph::{Dim, NodeId};
use crate::passes::operations::{Kind, Operation, Operations};
use crate::passes::steps::{Backward, Forward, Pieces, Sum};
use crate::passes::way_back;

/// Numbers that a step makes and others read.
pub(crate) struct Value {
    pub(crate) name: String,
    pub(crate) len: Dim,
    pub(crate) place: Place,
    /// The first and the last step that uses it. The memory pass fills this in.
    pub(crate) alive: Option<(usize, usize)>,
}

/// Where a value is to lie.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Place {
    Input,
    Output,
    Buffer,
    /// For so many samples together, which runs of samples share: what they add to the gradient of a kernel.
    Runs,
}

/// A prediction.
pub(crate) struct Prediction {
    pub(crate) values: Vec<Value>,
    pub(crate) steps: Vec<Forward>,
}

/// A training step.
pub(crate) struct Training {
    pub(crate) values: Vec<Value>,
    pub(crate) forward: Vec<Forward>,
    pub(crate) logits: usize,
    pub(crate) logits_gradient: usize,
    pub(crate) backward: Vec<Backward>,
    pub(crate) sums: Vec<Sum>,
    /// The layers that look at whole batches, in order.
    pub(crate) batch: Vec<OfBatch>,
}

/// What a layer that looks at whole batches looks at.
pub(crate) struct OfBatch {
    pub(crate) layer: NodeId,
    /// What it normalizes.
    pub(crate) value: usize,
    /// The gradient of what it gives, if the way back comes so far.
    pub(crate) gradient: Option<usize>,
}

/// The steps of a prediction.
pub(super) fn prediction(typed: &Typed, operations: &Operations) -> Prediction {
    let readers = operations.readers();
    let mut way = Way::new(typed, &operations.list[0], false);
    for operation in &operations.list[1..] {
        let before = operation.inputs[0];
        let from = way.results[before];
        // Activations and scaling can change in place what nobody else reads; but the input is the caller's.
        let in_place = matches!(
            operation.kind,
            Kind::Activation(_)
                | Kind::TrainedActivation
                | Kind::Affine
                | Kind::BatchNormalization
                | Kind::Standardization
                | Kind::PReLU
        ) && readers[before] == 1
            && from != 0;
        let to = if in_place { from } else { way.value(operation, from) };
        way.step(operation, from, to);
    }
    let output = way.output(operations);
    let Way { mut values, steps, .. } = way;
    values[output].place = Place::Output;
    Prediction { values, steps }
}

/// The steps of training. All values are kept for the way back.
pub(super) fn training(typed: &Typed, operations: &Operations) -> Training {
    let mut way = Way::new(typed, &operations.list[0], true);
    for operation in &operations.list[1..] {
        let from = way.results[operation.inputs[0]];
        let to = if matches!(operation.kind, Kind::Penalty(_)) { from } else { way.value(operation, from) };
        way.step(operation, from, to);
    }
    let logits = way.output(operations);
    let Way { values, results, steps, batch, .. } = way;
    way_back::way_back(
        typed,
        operations,
        results,
        Training {
            values,
            forward: steps,
            logits,
            logits_gradient: logits,
            backward: Vec::new(),
            sums: Vec::new(),
            batch,
        },
    )
}

/// The way from the input to the output.
struct Way<'a> {
    typed: &'a Typed,
    values: Vec<Value>,
    /// For each operation so far the value that is its result.
    results: Vec<usize>,
    steps: Vec<Forward>,
    /// Whether it is that of training, on which layers look at whole batches, and those that do.
    is_training: bool,
    batch: Vec<OfBatch>,
}

impl Way<'_> {
    fn new<'a>(typed: &'a Typed, input: &Operation, is_training: bool) -> Way<'a> {
        let value = Value { name: "input".to_owned(), len: input.len.clone(), place: Place::Input, alive: None };
        Way { typed, values: vec![value], results: vec![0], steps: Vec::new(), is_training, batch: Vec::new() }
    }

    /// A new value for the result of an operation on the value `from`.
    fn value(&mut self, operation: &Operation, from: usize) -> usize {
        let name = self.typed.graph().node(operation.layer).text();
        // What a layer computes in two steps is two values.
        if self.values[from].name == name && from != 0 {
            self.values[from].name = match operation.kind {
                Kind::Affine => format!("{name} before scaling"),
                Kind::Convolution { .. } | Kind::Pixels(_) => format!("{name} before"),
                _ => format!("sums of {name}"),
            };
        }
        self.values.push(Value { name, len: operation.len.clone(), place: Place::Buffer, alive: None });
        self.values.len() - 1
    }

    fn step(&mut self, operation: &Operation, from: usize, to: usize) {
        let layer = operation.layer;
        self.results.push(to);
        if let Kind::Product { activation } = &operation.kind
            && let Some(Forward::Pieces(pieces)) = self.steps.last_mut()
            && pieces.room == from
        {
            (pieces.dense, pieces.activation, pieces.to) = (layer, activation.clone(), to);
            return;
        }
        self.steps.push(match &operation.kind {
            Kind::Convolution { in_pieces: true, windows, activation, .. } => {
                self.values[to].name = format!("pieces of {}", self.typed.graph().node(layer).text());
                let (windows, between) = ((**windows).clone(), activation.clone());
                // The product that follows completes the step.
                let (convolution, dense, room) = (layer, layer, to);
                let pieces = Pieces { convolution, windows, between, dense, activation: None, from, room, to };
                Forward::Pieces(Box::new(pieces))
            }
            Kind::Product { activation } => Forward::Dense { layer, from, to, activation: activation.clone() },
            Kind::Convolution { part, windows, activation, pool, .. } => {
                let (part, windows, activation) = (*part, windows.clone(), activation.clone());
                let pool = pool.clone().map(|pool| {
                    let name = format!("rows of {}", self.typed.graph().node(layer).text());
                    let len = pool.rows_len();
                    self.values.push(Value { name, len, place: Place::Buffer, alive: None });
                    (pool, self.values.len() - 1)
                });
                Forward::Convolution { layer, part, windows, from, to, activation, pool }
            }
            Kind::Pixels(pixels) => Forward::Pixels { layer, pixels: pixels.clone(), from, to },
            Kind::Activation(function) => {
                Forward::Activation { from, to, width: operation.width.clone(), function: function.clone() }
            }
            Kind::TrainedActivation => Forward::TrainedActivation { layer, from, to },
            Kind::Affine => Forward::Affine { layer, from, to },
            Kind::BatchNormalization if self.is_training && self.typed.graph().node(layer).op.looks_at_batches() => {
                self.batch.push(OfBatch { layer, value: from, gradient: None });
                Forward::NormalizeBatch { layer, number: self.batch.len() - 1, from, to }
            }
            Kind::BatchNormalization => Forward::Normalize { layer, from, to },
            Kind::Standardization => Forward::Standardize { layer, from, to },
            Kind::Embedding => Forward::Embedding { layer, to },
            Kind::Glu => Forward::Glu { from, to, width: operation.width.clone() },
            Kind::Average => Forward::Average { layer, from, to },
            Kind::PReLU => Forward::PReLU { layer, from, to },
            Kind::Noise(noise) => Forward::Noise { layer, noise: noise.clone(), from, to },
            Kind::Penalty(function) => Forward::Penalty { of: from, function: function.clone() },
            Kind::Input | Kind::View => unreachable!("the input comes first, and views were erased"),
        });
    }

    /// The value that is the result of all. It is never the input itself: where nothing is computed, that is copied.
    fn output(&mut self, operations: &Operations) -> usize {
        let output = self.results[operations.output];
        if output != 0 {
            return output;
        }
        let to = self.value(&operations.list[operations.output], 0);
        self.values[to].name = "output".to_owned();
        self.steps.push(Forward::Copy { from: 0, to });
        to
    }
}
