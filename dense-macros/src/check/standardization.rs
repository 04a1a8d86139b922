//! Layers that are adapted to data stand where the data come in.

use crate::diag::Diagnostics;
use crate::graph::{Graph, Op};

pub(super) fn check(graph: &Graph, dx: &Diagnostics) {
    // For each node, whether it has the numbers of the input, in whatever shape.
    let mut has_inputs = Vec::<bool>::new();
    for (_, node) in graph.iter() {
        let gets_inputs = node.inputs.iter().all(|input| has_inputs[input.0]);
        if let Op::Standardization(standardization) = &node.op
            && !standardization.is_given
            && !gets_inputs
        {
            dx.help(
                node.place,
                "`Normalization` is adapted to the inputs, and other layers are before it",
                "put it behind `Input`, give it a `mean` and a `variance`, or write `BatchNormalization`",
            );
        }
        has_inputs.push(gets_inputs && matches!(node.op, Op::Input(_) | Op::Flatten | Op::Reshape(_) | Op::Unknown));
    }
}
