//! Indices are for `Embedding`, and `Embedding` is for indices.

use crate::diag::Diagnostics;
use crate::graph::{Dim, Graph, NodeId, Op};

/// What a layer gives.
#[derive(Clone, Copy, PartialEq)]
enum Gives {
    /// The indices that go into the network, in whatever shape.
    Indices,
    /// The numbers that go into it.
    Inputs,
    /// Other numbers.
    Numbers,
    /// There was a mistake.
    Unknown,
}

/// Gives for each node whether it takes something else than it receives: nothing more is to be said of its input.
pub(super) fn check(graph: &Graph, dx: &Diagnostics) -> Vec<bool> {
    let (mut gives, mut refused) = (Vec::<Gives>::new(), vec![false; graph.nodes.len()]);
    for (id, node) in graph.iter() {
        let received = node.inputs.first().map_or(Gives::Unknown, |input| gives[input.0]);
        let given = match (&node.op, received) {
            (Op::Input(_), _) if graph.takes_indices => Gives::Indices,
            (Op::Input(_), _) => Gives::Inputs,
            (Op::Flatten | Op::Reshape(_), received) => received,
            (Op::Unknown, _) => Gives::Unknown,
            (Op::Embedding(_), Gives::Inputs | Gives::Numbers) => {
                let help = match received {
                    Gives::Inputs => format!("write `{}`", of_indices(graph)),
                    _ => "put it directly behind `Input(.., dtype = u32)`".to_owned(),
                };
                dx.help(node.place, "`Embedding` takes indices, but receives numbers", help);
                refused[id.0] = true;
                Gives::Unknown
            }
            (Op::Embedding(_), _) => Gives::Numbers,
            (_, Gives::Indices) => {
                let message = format!("`{}` takes numbers, but receives indices: `dtype = u32`", node.kind);
                dx.help(node.place, message, "put `Embedding(input_dim, output_dim)` before it, or remove the `dtype`");
                refused[id.0] = true;
                Gives::Unknown
            }
            (_, _) => Gives::Numbers,
        };
        if id == graph.output && id != NodeId(0) && given == Gives::Indices {
            dx.help(
                node.place,
                "the network ends with the indices that go into it",
                "put `Embedding(input_dim, output_dim)` behind it",
            );
        }
        gives.push(given);
    }
    refused
}

/// The network's input, of indices.
fn of_indices(graph: &Graph) -> String {
    match &graph.node(NodeId(0)).op {
        Op::Input(dims) if !graph.infers_input => {
            let dims = dims.iter().map(Dim::to_string).collect::<Vec<_>>();
            format!("Input({}, dtype = u32)", dims.join(", "))
        }
        _ => "Input(10, dtype = u32)".to_owned(),
    }
}
