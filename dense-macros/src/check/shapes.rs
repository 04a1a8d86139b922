//! The shape that each layer gives, from the one it receives.
//!
//! A shape that is unknown after an error fits everywhere, so that one mistake is one error.

use crate::check::obligation::{Claim, Obligation};
use crate::check::sizes;
use crate::diag::Diagnostics;
use crate::graph::{Assertion, Dim, Function, Graph, Node, NodeId, Op, PReLU, Reshape, Standardization, shape_text};
use crate::lower::MOST_AXES;

/// The shapes of all nodes, where there is no error. What a layer receives that was `refused` it is unknown.
pub(super) fn infer(
    graph: &Graph,
    refused: &[bool],
    obligations: &mut Vec<Obligation>,
    dx: &Diagnostics,
) -> Vec<Option<Vec<Dim>>> {
    let mut shapes = Vec::<Option<Vec<Dim>>>::new();
    for (id, node) in graph.iter() {
        let received = node.inputs.first().and_then(|input| shapes[input.0].as_deref()).filter(|_| !refused[id.0]);
        let shape = Layer { node, obligations, dx }.output(received);
        let shape = shape.filter(|shape| {
            let is_countable = Dim::product(shape).is_some();
            if !is_countable {
                dx.error(node.place, sizes::TOO_LARGE);
            }
            is_countable
        });
        for assertion in graph.assertions.iter().filter(|assertion| assertion.of == id) {
            if let Some(shape) = &shape {
                compare(graph, assertion, shape, obligations, dx);
            }
        }
        shapes.push(shape);
    }
    shapes
}

/// A layer whose output is to be found.
pub(super) struct Layer<'a> {
    pub(super) node: &'a Node,
    pub(super) obligations: &'a mut Vec<Obligation>,
    pub(super) dx: &'a Diagnostics,
}

impl Layer<'_> {
    /// The layer's output for an input of this shape.
    fn output(&mut self, received: Option<&[Dim]>) -> Option<Vec<Dim>> {
        match (&self.node.op, received) {
            (Op::Input(shape), _) => Some(shape.clone()),
            (Op::Dense(dense), received) => {
                self.takes_vector(received);
                let units = dense.units.clone();
                Some(vec![self.activated(dense.activation.as_ref(), units)])
            }
            (Op::Reshape(reshape), received) => self.reshape(reshape, received),
            (_, None) | (Op::Unknown, _) => None,
            (Op::Activation(activation), Some(received)) => {
                let mut shape = received.to_vec();
                if let Some(last) = shape.last_mut() {
                    *last = self.activated(Some(activation), last.clone());
                }
                Some(shape)
            }
            (Op::Standardization(standardization), Some(received)) => {
                self.has_columns(standardization, received);
                Some(received.to_vec())
            }
            (Op::PReLU(prelu), Some(received)) => {
                self.has_axes(prelu, received);
                Some(received.to_vec())
            }
            (Op::Noise(noise), Some(received)) if noise.shared => {
                let axes = if self.node.kind.contains("1D") { 1 } else { 2 };
                self.places(axes, received)?;
                Some(received.to_vec())
            }
            (
                Op::TrainedActivation(_)
                | Op::Normalization(_)
                | Op::BatchNormalization(_)
                | Op::Noise(_)
                | Op::ActivityRegularization(_),
                Some(received),
            ) => Some(received.to_vec()),
            (Op::Embedding(embedding), Some(received)) => self.rows(&embedding.output_dim, received),
            (Op::Convolution(convolution), Some(received)) => self.convolved(convolution, received),
            (Op::Pooling(pooling), Some(received)) => self.pooled(&pooling.windows, received),
            (Op::GlobalPooling(pooling), Some(received)) => self.of_all_places(pooling, received),
            (Op::Border(border), Some(received)) => self.bordered(border, received),
            (Op::UpSampling(up_sampling), Some(received)) => self.up_sampled(up_sampling, received),
            (Op::Permute(permute), Some(received)) => self.permuted(permute, received),
            (Op::Flatten, Some(received)) => Some(vec![self.flat(received)]),
        }
    }

    /// The size of the last axis behind an activation.
    pub(super) fn activated(&self, activation: Option<&Function>, size: Dim) -> Dim {
        let Some(word) = activation.filter(|activation| activation.is("glu")).and_then(Function::word) else {
            return size;
        };
        match size {
            Dim::Literal(size) if size.is_multiple_of(2) => Dim::Literal(size / 2),
            Dim::Unknown => Dim::Unknown,
            Dim::Literal(size) => {
                let message = format!("`glu` halves the last axis, and {size} is odd");
                self.dx.help(word.span(), message, "give it an even number: one half of it gates the other");
                Dim::Unknown
            }
            size => {
                let message = format!("`glu` halves the last axis, whose size must be a literal, found `{size}`");
                self.dx.help(word.span(), message, "write the number");
                Dim::Unknown
            }
        }
    }

    /// Whether lists have a number for each column.
    fn has_columns(&self, standardization: &Standardization, received: &[Dim]) {
        let Some(Dim::Literal(columns)) = received.last() else { return };
        for (length, place) in standardization.lengths.iter().filter(|(length, _)| *length as u64 != *columns) {
            let message =
                format!("this list has {length} numbers, but `{}` has {columns} columns", shape_text(received));
            self.dx.help(*place, message, "write one for each column, or one number for all");
        }
    }

    /// Whether the axes along which slopes are shared are there, each once.
    fn has_axes(&self, prelu: &PReLU, received: &[Dim]) {
        for (at, (axis, place)) in prelu.shared_axes.iter().enumerate() {
            let number = axis.saturating_add(1);
            if *axis >= received.len() {
                let message = format!("there is no axis {number} in `{}`", shape_text(received));
                let axes = (1..=received.len()).map(|axis| format!("`{axis}`")).collect::<Vec<_>>().join(" or ");
                self.dx.help(*place, message, format!("write {axes}: axis 0 is the batch"));
            } else if prelu.shared_axes[..at].iter().any(|(other, _)| other == axis) {
                self.dx.help(*place, format!("axis {number} is given twice"), "remove one of the two");
            }
        }
    }

    fn takes_vector(&self, received: Option<&[Dim]>) {
        if let Some(received) = received.filter(|received| received.len() != 1) {
            self.dx.help(
                self.node.place,
                format!("`Dense` takes a vector, but receives `{}`", shape_text(received)),
                "put `Flatten` before it (Keras would apply `Dense` to the last axis, which dense does not do)",
            );
        }
    }

    /// A row of a table for each index.
    fn rows(&self, output_dim: &Dim, received: &[Dim]) -> Option<Vec<Dim>> {
        if received.len() == MOST_AXES {
            let message = format!("a shape has at most {MOST_AXES} axes, and rows of the table are one more");
            self.dx.help(self.node.place, message, "put `Flatten` before it");
            return None;
        }
        Some(received.iter().chain([output_dim]).cloned().collect())
    }

    /// The number of numbers in a shape.
    fn flat(&self, received: &[Dim]) -> Dim {
        let Some(flat) = Dim::product(received) else { return self.too_large(received) };
        match &flat {
            Dim::Product(_) if flat.is_generic() => {
                self.dx.help(
                    self.node.place,
                    format!("stable Rust cannot compute with const generics, as in `{flat}`"),
                    "give the product a const parameter of its own, `const FLAT: usize`, and write `Reshape(FLAT)`",
                );
                Dim::Unknown
            }
            _ => flat,
        }
    }

    pub(super) fn too_large(&self, shape: &[Dim]) -> Dim {
        self.dx.error(self.node.place, format!("the shape `{}` is too large", shape_text(shape)));
        Dim::Unknown
    }

    fn reshape(&mut self, reshape: &Reshape, received: Option<&[Dim]>) -> Option<Vec<Dim>> {
        let mut dims = reshape.dims.clone();
        let unknown = |dims: &[Dim]| dims.iter().any(|dim| matches!(dim, Dim::Unknown));
        let Some(received) = received.filter(|received| !unknown(received)) else { return Some(dims) };
        if let Some(axis) = reshape.inferred {
            dims.remove(axis);
            if !unknown(&dims) {
                let inferred = self.infer_axis(&dims, received);
                dims.insert(axis, inferred);
                return Some(dims);
            }
            return Some(reshape.dims.clone());
        }
        match (Dim::product(received), Dim::product(&dims)) {
            (Some(Dim::Literal(from)), Some(Dim::Literal(to))) if from != to => {
                let (received, shape) = (shape_text(received), shape_text(&dims));
                let message = format!("`{received}` has {from} numbers, but `{shape}` has {to}");
                self.dx.help(self.node.place, message, with_inferred_axis(&dims, from, to));
            }
            (Some(from), Some(to)) if from.compare(&to).is_none() => {
                let claim = Claim::Numbers { from: received.to_vec(), to: dims.clone() };
                self.obligations.push(Obligation { claim, place: self.node.place });
            }
            _ => {}
        }
        Some(dims)
    }

    /// The axis that makes up for the others.
    fn infer_axis(&self, others: &[Dim], received: &[Dim]) -> Dim {
        match (Dim::product(received), Dim::product(others)) {
            (Some(Dim::Literal(from)), Some(Dim::Literal(others))) if from % others == 0 => Dim::Literal(from / others),
            (Some(_), Some(Dim::Literal(1))) => self.flat(received),
            (Some(Dim::Literal(from)), Some(Dim::Literal(others))) => {
                let message = format!("`{}` has {from} numbers, which {others} does not divide", shape_text(received));
                self.dx.help(self.node.place, message, format!("the sizes must be able to make {from}"));
                Dim::Unknown
            }
            _ => {
                let message = format!("`-1` needs sizes that are literals, but receives `{}`", shape_text(received));
                self.dx.help(self.node.place, message, "write the size in place of `-1`");
                Dim::Unknown
            }
        }
    }
}

/// The help for a shape of `to` numbers where there are `from`: one axis may follow from the others.
fn with_inferred_axis(dims: &[Dim], from: u64, to: u64) -> String {
    let fits = |dim: &Dim| matches!(dim, Dim::Literal(size) if from.is_multiple_of(to / size));
    match dims.iter().rposition(fits) {
        Some(axis) => {
            let sizes =
                dims.iter().enumerate().map(|(at, dim)| if at == axis { "-1".to_owned() } else { dim.to_string() });
            format!("a size can follow from the others: `Reshape({})`", sizes.collect::<Vec<_>>().join(", "))
        }
        None => format!("the sizes must make {from}"),
    }
}

/// Compares an asserted shape with the one that is there.
fn compare(graph: &Graph, assertion: &Assertion, given: &[Dim], obligations: &mut Vec<Obligation>, dx: &Diagnostics) {
    let asserted = &assertion.shape;
    let pairs = || given.iter().zip(asserted).map(|(given, asserted)| given.compare(asserted));
    let by = match assertion.of {
        NodeId(0) => "the input is".to_owned(),
        id => format!("`{}` gives", graph.node(id).text()),
    };
    if given.len() != asserted.len() || pairs().any(|same| same == Some(false)) {
        let given = shape_text(given);
        dx.help(
            assertion.place,
            format!("{by} `{given}`, but `{}` is asserted", shape_text(asserted)),
            format!("write `{given}`, or change the layers before"),
        );
    } else if pairs().any(|same| same.is_none()) {
        let claim = Claim::Shape { by, given: given.to_vec(), asserted: asserted.clone() };
        obligations.push(Obligation { claim, place: assertion.place });
    }
}
