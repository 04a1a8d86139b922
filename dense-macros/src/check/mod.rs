//! Graph → typed graph: shapes meet and values make sense.
//!
//! The checks, in order:
//!
//! 1. [`indices`]: they go into a layer that takes them, and it gets nothing else.
//! 2. [`shapes`], and [`images`] for layers over those: every layer fits the shape it receives, every asserted shape is right. From
//!    here on all shapes are known.
//! 3. [`sizes`]: nothing is too large.
//! 4. [`softmax`]: it is over more than one unit.
//! 5. [`standardization`]: what the data decide stands where the data come in.
//! 6. [`budget`]: the network stays within its limits.
//!
//! What depends on a const expression is left to the compiler, as an [`Obligation`].

pub(crate) mod budget;
mod images;
mod indices;
mod obligation;
mod shapes;
mod sizes;
mod softmax;
mod standardization;

pub(crate) use obligation::{Claim, Obligation};

use proc_macro2::Ident;

use crate::diag::{Diagnostics, Errors};
use crate::graph::{Dim, Graph, NodeId, Op, Tensor};

/// A network without mistakes, in which all shapes are known.
pub(crate) struct Typed {
    graph: Graph,
    shapes: Vec<Vec<Dim>>,
    hidden_softmax: Vec<Ident>,
    obligations: Vec<Obligation>,
}

/// A network with mistakes, or beside one with mistakes: what goes in and comes out, as far as that is known.
pub(crate) struct Sketch {
    pub(crate) graph: Graph,
    pub(crate) input: Option<Vec<Dim>>,
    pub(crate) output: Option<Vec<Dim>>,
}

/// Networks that are not to be compiled, and why.
pub(crate) struct Rejected {
    pub(crate) sketches: Vec<Sketch>,
    pub(crate) errors: Errors,
}

/// A network after the checks: its shapes, and what is left to the compiler.
type Checked = (Graph, Vec<Option<Vec<Dim>>>, Vec<Obligation>);

/// The stage, and the last one that finds errors: all networks are typed, or all are rejected.
pub(crate) fn check(graphs: Vec<Graph>, dx: Diagnostics) -> Result<Vec<Typed>, Rejected> {
    let mut checked = Vec::new();
    for graph in graphs {
        let mut obligations = Vec::new();
        let refused = indices::check(&graph, &dx);
        let shapes = shapes::infer(&graph, &refused, &mut obligations, &dx);
        sizes::check(&graph, &shapes, &mut obligations, &dx);
        softmax::check(&graph, &shapes, &mut obligations, &dx);
        standardization::check(&graph, &dx);
        budget::check(&graph, &shapes, &mut obligations, &dx);
        checked.push((graph, shapes, obligations));
    }
    match dx.finish() {
        Ok(()) => Ok(checked.into_iter().map(typed).collect()),
        Err(errors) => Err(Rejected { sketches: checked.into_iter().map(sketch).collect(), errors }),
    }
}

fn typed((graph, shapes, obligations): Checked) -> Typed {
    let shapes = shapes.into_iter().map(|shape| shape.unwrap_or_else(|| unreachable!("an unknown shape is an error")));
    Typed { hidden_softmax: softmax::hidden(&graph), graph, shapes: shapes.collect(), obligations }
}

fn sketch((graph, shapes, _): Checked) -> Sketch {
    let known = |id: NodeId| {
        let shape = shapes[id.0].clone()?;
        shape.iter().all(|dim| !matches!(dim, Dim::Unknown)).then_some(shape)
    };
    Sketch { input: known(NodeId(0)), output: known(graph.output), graph }
}

/// A tensor of a layer, its number among all of the network's, and its shape.
pub(crate) struct Placed<'a> {
    pub(crate) tensor: &'a Tensor,
    pub(crate) index: usize,
    pub(crate) shape: Vec<Dim>,
}

impl Typed {
    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The shape of what a node gives.
    pub(crate) fn shape(&self, id: NodeId) -> &[Dim] {
        &self.shapes[id.0]
    }

    /// The same network after a change of its graph that needs no check.
    pub(crate) fn rewritten(graph: Graph, shapes: Vec<Vec<Dim>>) -> Typed {
        Typed { graph, shapes, hidden_softmax: Vec::new(), obligations: Vec::new() }
    }

    /// The tensors of a layer.
    pub(crate) fn tensors(&self, layer: NodeId) -> Vec<Placed<'_>> {
        let before = self.graph.nodes[..layer.0].iter().map(|node| node.op.tensors().len()).sum::<usize>();
        let node = self.graph.node(layer);
        let tensors = node.op.tensors().into_iter().zip(before..);
        tensors.map(|(tensor, index)| Placed { tensor, index, shape: self.shape_of(tensor, layer) }).collect()
    }

    /// The shape of a tensor of a layer.
    fn shape_of(&self, tensor: &Tensor, layer: NodeId) -> Vec<Dim> {
        let node = self.graph.node(layer);
        let width = |id: NodeId| self.shape(id).last().cloned();
        match (&node.op, tensor.name) {
            (Op::Embedding(embedding), _) => vec![embedding.input_dim.clone(), embedding.output_dim.clone()],
            (Op::Convolution(convolution), name) => images::tensor(convolution, name, self.shape(node.inputs[0])),
            (Op::PReLU(prelu), _) => prelu.slopes(self.shape(layer)),
            (Op::TrainedActivation(activation), _) => vec![activation.count.clone()],
            // An activation may leave less of the units.
            (Op::Dense(dense), "kernel") => {
                node.inputs.iter().copied().filter_map(width).chain([dense.units.clone()]).collect()
            }
            (Op::Dense(dense), _) => vec![dense.units.clone()],
            _ => width(layer).into_iter().collect(),
        }
    }

    /// `softmax` in hidden layers, to warn of.
    pub(crate) fn hidden_softmax(&self) -> &[Ident] {
        &self.hidden_softmax
    }

    /// What the compiler must show, because only it knows the sizes.
    pub(crate) fn obligations(&self) -> &[Obligation] {
        &self.obligations
    }
}
