//! The last softmax or sigmoid, left to the loss.

use crate::graph::NodeId;
use crate::passes::operations::{Kind, Operations};

/// What the network's output ends in, as losses see it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Head {
    Softmax,
    Sigmoid,
    /// Anything else, which is then part of the forward pass.
    Linear,
}

/// A head, and the layer it was cut off from.
pub(super) struct Cut {
    pub(super) kind: Head,
    pub(super) layer: Option<NodeId>,
}

/// Cuts the head off. Only views may follow it, and only of the same rows where it works on rows.
pub(super) fn cut(operations: &mut Operations) -> Cut {
    let readers = operations.readers();
    let mut last = operations.output;
    while let Kind::View = operations.list[last].kind
        && readers[last] == 1
    {
        last = operations.list[last].inputs[0];
    }
    let width = |at: usize| &operations.list[at].width;
    let kind = match &operations.list[last].kind {
        _ if readers[last] > 1 => return Cut { kind: Head::Linear, layer: None },
        Kind::Activation(function) if function.is("sigmoid") => Head::Sigmoid,
        Kind::Activation(function)
            if function.is("softmax") && width(last).compare(width(operations.output)) == Some(true) =>
        {
            Head::Softmax
        }
        _ => return Cut { kind: Head::Linear, layer: None },
    };
    let layer = Some(operations.list[last].layer);
    operations.rewrite(|_, at, operation| (at != last).then_some(operation));
    Cut { kind, layer }
}
