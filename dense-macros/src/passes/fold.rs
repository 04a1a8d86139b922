//! Normalization by statistics that a trained network knows, folded into the weights of the layer next to it.
//!
//! What comes out is another network, for predictions. After it, no `BatchNormalization` and no `Normalization` stands directly behind
//! or before a `Dense`, or behind a convolution; only views, and layers that do nothing in predictions, may lie between. (What lies before
//! a convolution stays: the zeros around an image are not normalized.)

use crate::check::Typed;
use crate::graph::{Form, Function, Graph, NodeId, Op, Tensor};

/// A network with layers folded into others.
pub(crate) struct Folded<S> {
    pub(crate) network: S,
    /// The layers that are gone, in the order in which they are folded.
    pub(crate) gone: Vec<Gone>,
}

/// A layer that is folded into another one.
pub(crate) struct Gone {
    /// It, in the network that it is in.
    pub(crate) layer: NodeId,
    /// The layer that takes it in, in the same network.
    pub(crate) into: NodeId,
    pub(crate) side: Side,
}

/// On which side of a layer with weights another one was.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Side {
    Before,
    Behind,
}

/// Folds what can be folded; nothing if that is nothing.
pub(super) fn fold(typed: &Typed) -> Option<Folded<Typed>> {
    let mut graph = typed.graph().clone();
    let mut shapes = graph.iter().map(|(id, _)| typed.shape(id).to_vec()).collect::<Vec<_>>();
    // For each node that is left, what it was before.
    let mut originals = graph.iter().map(|(id, _)| id).collect::<Vec<_>>();
    let mut gone = Vec::new();
    while let Some((layer, into, side)) = next(&graph) {
        gone.push(Gone { layer: originals[layer.0], into: originals[into.0], side });
        let bias = match &mut graph.nodes[into.0].op {
            Op::Dense(dense) => &mut dense.bias,
            Op::Convolution(convolution) => &mut convolution.bias,
            _ => unreachable!("no other layer takes one in"),
        };
        bias.get_or_insert_with(|| Tensor::new("bias", "zeros"));
        remove(&mut graph, layer);
        shapes.remove(layer.0);
        originals.remove(layer.0);
    }
    graph.name = format!("{} (folded)", graph.name);
    (!gone.is_empty()).then(|| Folded { network: Typed::rewritten(graph, shapes), gone })
}

/// The next layer to fold, the one that takes it in, and on which side of that it is.
fn next(graph: &Graph) -> Option<(NodeId, NodeId, Side)> {
    let is_columnwise = |op: &Op| matches!(op, Op::BatchNormalization(_) | Op::Standardization(_));
    let mut layers = graph.iter().filter(|(_, node)| is_columnwise(&node.op));
    layers.find_map(|(id, _)| {
        let behind = sums_before(graph, id).map(|into| (id, into, Side::Behind));
        behind.or_else(|| Some((id, dense_behind(graph, id)?, Side::Before)))
    })
}

/// The layer whose sums another one gets as they are, column by column, and nobody else does.
fn sums_before(graph: &Graph, layer: NodeId) -> Option<NodeId> {
    let before = *graph.node(layer).inputs.first()?;
    let is_plain = |activation: &Option<Function>, penalty: &Option<Function>| {
        activation.as_ref().is_none_or(|activation| activation.is("linear")) && penalty.is_none()
    };
    let is_sum = match &graph.node(before).op {
        Op::Noise(_) if readers(graph, before) == 1 => return sums_before(graph, before),
        Op::Dense(dense) => is_plain(&dense.activation, &dense.activity_regularizer),
        Op::Convolution(convolution) => {
            // The columns of a transposed kernel are not those of what it gives.
            convolution.form != Form::Transposed && is_plain(&convolution.activation, &convolution.activity_regularizer)
        }
        _ => false,
    };
    (is_sum && readers(graph, before) == 1).then_some(before)
}

/// The `Dense` that alone gets what a layer gives, in whatever shape.
fn dense_behind(graph: &Graph, layer: NodeId) -> Option<NodeId> {
    let mut readers = graph.iter().filter(|(_, node)| node.inputs.contains(&layer));
    let (Some((reader, node)), None) = (readers.next(), readers.next()) else { return None };
    match &node.op {
        Op::Dense(_) if graph.output != layer => Some(reader),
        Op::Noise(_) | Op::Flatten | Op::Reshape(_) if graph.output != layer => dense_behind(graph, reader),
        _ => None,
    }
}

fn readers(graph: &Graph, of: NodeId) -> usize {
    let inputs = graph.nodes.iter().flat_map(|node| &node.inputs).filter(|input| **input == of).count();
    inputs + usize::from(graph.output == of)
}

/// Removes a node. Who took what it gave takes what it got.
fn remove(graph: &mut Graph, id: NodeId) {
    let node = graph.nodes.remove(id.0);
    let renamed = |other: NodeId| match other {
        other if other == id => node.inputs[0],
        NodeId(other) if other > id.0 => NodeId(other - 1),
        other => other,
    };
    graph.nodes.iter_mut().flat_map(|node| &mut node.inputs).for_each(|input| *input = renamed(*input));
    graph.assertions.iter_mut().for_each(|assertion| assertion.of = renamed(assertion.of));
    graph.output = renamed(graph.output);
}
