//! Normalization by statistics that a trained network knows, folded into the weights of the layer next to it.
//!
//! What comes out is another network, for predictions. After it, no `BatchNormalization` and no `Normalization` stands directly behind
//! or before a `Dense`; only views, and layers that do nothing in predictions, may lie between.

use crate::check::Typed;
use crate::graph::{Dense, Graph, NodeId, Op, Tensor};

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

/// On which side of a `Dense` a layer was.
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
        if let Op::Dense(dense) = &mut graph.nodes[into.0].op {
            dense.bias.get_or_insert_with(|| Tensor::new("bias", "zeros"));
        }
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
        let behind = dense_before(graph, id).map(|into| (id, into, Side::Behind));
        behind.or_else(|| Some((id, dense_behind(graph, id)?, Side::Before)))
    })
}

/// The `Dense` whose sums a layer gets as they are, column by column, and nobody else does.
fn dense_before(graph: &Graph, layer: NodeId) -> Option<NodeId> {
    let before = *graph.node(layer).inputs.first()?;
    let alone = readers(graph, before) == 1;
    match &graph.node(before).op {
        Op::Dense(dense) if alone && is_plain(dense) => Some(before),
        Op::Noise(_) if alone => dense_before(graph, before),
        _ => None,
    }
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

/// Whether nothing follows the sums of a layer.
fn is_plain(dense: &Dense) -> bool {
    dense.activation.as_ref().is_none_or(|activation| activation.is("linear")) && dense.activity_regularizer.is_none()
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
