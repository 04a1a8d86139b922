//! Operations → steps on values, forward. The steps backward are made in [`way_back`].
//!
//! Value 0 is the input.

use crate::check::Typed;
use crate::graph::{Dim, Function, NodeId, Noise};
use crate::passes::operations::{Kind, Operation, Operations, Part};
use crate::passes::pixels::{Lattice, Pixels, Pool};
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

/// A step from the input to the output.
pub(crate) enum Forward {
    Dense {
        layer: NodeId,
        from: usize,
        to: usize,
        activation: Option<Function>,
    },
    Convolution {
        layer: NodeId,
        part: Part,
        windows: Box<Lattice>,
        from: usize,
        to: usize,
        activation: Option<Function>,
        /// What is pooled of it, and a value for some rows of what it is pooled of.
        pool: Option<(Box<Pool>, usize)>,
    },
    Pixels {
        layer: NodeId,
        pixels: Box<Pixels>,
        from: usize,
        to: usize,
    },
    /// Rows of the layer's table, for the indices that go into the network.
    Embedding {
        layer: NodeId,
        to: usize,
    },
    /// Means over the steps of what the layer gets.
    Average {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    Activation {
        from: usize,
        to: usize,
        width: Dim,
        function: Function,
    },
    /// One half of each row, gated by the other.
    Glu {
        from: usize,
        to: usize,
        width: Dim,
    },
    /// An activation with the layer's parameters.
    TrainedActivation {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// Scaled and shifted by the layer's parameters.
    Affine {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// Each column by the mean and the variance that the layer knows.
    Normalize {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// Each column by the mean and the variance of the batch. The layer's number among those that look at it is that of the
    /// phase that ends before this step.
    NormalizeBatch {
        layer: NodeId,
        number: usize,
        from: usize,
        to: usize,
    },
    /// Each column scaled and shifted by what the layer knows of the data.
    Standardize {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// Negative numbers times the layer's slopes.
    PReLU {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    Noise {
        layer: NodeId,
        noise: Noise,
        from: usize,
        to: usize,
    },
    Copy {
        from: usize,
        to: usize,
    },
    /// Adds a penalty on a value to the loss.
    Penalty {
        of: usize,
        function: Function,
    },
}

/// A step from the gradient of the output to the gradients of values before.
pub(crate) enum Backward {
    /// What each sample adds to the gradients of an activation's parameters.
    ParameterGradient {
        layer: NodeId,
        x: usize,
        y: usize,
        gradient: usize,
        sums: usize,
    },
    /// Back through an activation with the layer's parameters, in place.
    TrainedActivation {
        layer: NodeId,
        x: usize,
        y: usize,
        gradient: usize,
    },
    /// What each sample adds to the gradient of a layer's scale.
    ScaleGradient {
        x: usize,
        gradient: usize,
        sums: usize,
        width: Dim,
    },
    /// What each sample adds to the gradient of a layer's offset.
    OffsetGradient {
        gradient: usize,
        sums: usize,
        width: Dim,
    },
    /// Back through a layer's scale, in place.
    Scale {
        layer: NodeId,
        gradient: usize,
    },
    /// Back through what a layer knows of the data, in place.
    Standardize {
        layer: NodeId,
        gradient: usize,
    },
    /// What each sample adds to the gradients of a layer's slopes.
    SlopeGradient {
        layer: NodeId,
        x: usize,
        gradient: usize,
        sums: usize,
    },
    /// Back through a layer's slopes, in place.
    PReLU {
        layer: NodeId,
        x: usize,
        gradient: usize,
    },
    /// Back through what a layer knows of mean and variance, in place.
    Normalize {
        layer: NodeId,
        gradient: usize,
    },
    /// Back through mean and variance of the batch, in place. The way back has a new phase with this step, the one of the layer's
    /// number. If the way ends here, nothing runs.
    NormalizeBatch {
        layer: NodeId,
        number: usize,
        x: usize,
        gradient: usize,
        goes_on: bool,
    },
    Dense {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// What runs of samples add to the gradient of a kernel, and of the bias behind it, if that learns from the same windows.
    KernelGradient {
        part: Part,
        windows: Box<Lattice>,
        x: usize,
        gradient: usize,
        sums: usize,
        bias: bool,
    },
    /// Back through a convolution.
    Convolution {
        layer: NodeId,
        part: Part,
        windows: Box<Lattice>,
        from: usize,
        to: usize,
    },
    /// From the gradient of pixels that were moved or pooled to that of `x`, what they were before. Only where the largest numbers of
    /// windows were taken it looks at `x` and at them, `y`, and may go back through the `relu` that made `x` as well.
    Pixels {
        pixels: Box<Pixels>,
        rectify: bool,
        x: usize,
        y: usize,
        from: usize,
        to: usize,
    },
    /// From the gradient of what was gated to that of `x`, what it was before.
    Glu {
        x: usize,
        from: usize,
        to: usize,
        width: Dim,
    },
    /// From the gradients of means to those of the steps.
    Average {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    Activation {
        x: usize,
        y: usize,
        gradient: usize,
        width: Dim,
        function: Function,
    },
    Noise {
        layer: NodeId,
        noise: Noise,
        gradient: usize,
    },
    /// Adds the gradient of a penalty on a value, which is made in `room`, to the gradient of the value.
    Penalty {
        of: usize,
        room: usize,
        gradient: usize,
        function: Function,
    },
}

/// A sum over all samples: the gradient of a tensor.
pub(crate) enum Sum {
    Kernel {
        tensor: usize,
        x: usize,
        dy: usize,
    },
    Bias {
        tensor: usize,
        dy: usize,
    },
    /// Of what runs of samples have added up: so many of the `whole` numbers of each, from `first` on.
    Runs {
        tensor: usize,
        sums: usize,
        first: Dim,
        whole: Dim,
    },
    /// Of the rows of a table, each over the places that it was looked up for.
    Table {
        tensor: usize,
        dy: usize,
    },
    /// Of a layer that looks at batches, which has the sum already: that of its scale.
    Gamma {
        tensor: usize,
        number: usize,
    },
    /// The same, of its offset.
    Beta {
        tensor: usize,
        number: usize,
    },
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
        self.steps.push(match &operation.kind {
            Kind::Product { activation } => Forward::Dense { layer, from, to, activation: activation.clone() },
            Kind::Convolution { part, windows, activation, pool } => {
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
