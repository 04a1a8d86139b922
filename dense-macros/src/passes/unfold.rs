//! Layers → operations.

use crate::check::Typed;
use crate::graph::{Dim, Function, Op};
use crate::passes::operations::{Kind, Operation, Operations};

pub(super) fn unfold(typed: &Typed) -> Operations {
    let mut list = Vec::<Operation>::new();
    // For each layer, the operation that gives its output.
    let mut results = Vec::<usize>::new();
    for (layer, node) in typed.graph().iter() {
        let shape = typed.shape(layer);
        let len = Dim::product(shape).unwrap_or_else(|| unreachable!("large shapes were refused"));
        let width = shape[shape.len() - 1].clone();
        let mut push_sized = |kind, inputs, len: &Dim, width: &Dim| {
            list.push(Operation { kind, layer, inputs, len: len.clone(), width: width.clone() });
            list.len() - 1
        };
        let mut push = |kind, inputs| push_sized(kind, inputs, &len, &width);
        let inputs = node.inputs.iter().map(|input| results[input.0]).collect();
        let result = match &node.op {
            Op::Input(_) => push(Kind::Input, inputs),
            Op::Dense(dense) => {
                // What an activation leaves of the units is the layer's shape.
                let mut result = push_sized(Kind::Product { activation: None }, inputs, &dense.units, &dense.units);
                let mut push = |kind, inputs| push_sized(kind, inputs, &len, &width);
                if let Some(function) = &dense.activation {
                    result = push(activation(function), vec![result]);
                }
                if let Some(regularizer) = &dense.activity_regularizer {
                    result = push(Kind::Penalty(regularizer.clone()), vec![result]);
                }
                result
            }
            Op::Normalization(normalization) => {
                let normalized = push(Kind::Activation(normalization.function.clone()), inputs);
                match node.op.tensors().is_empty() {
                    true => normalized,
                    false => push(Kind::Affine, vec![normalized]),
                }
            }
            Op::BatchNormalization(_) => push(Kind::BatchNormalization, inputs),
            Op::TrainedActivation(_) => push(Kind::TrainedActivation, inputs),
            Op::Activation(function) => push(activation(function), inputs),
            Op::Standardization(_) => push(Kind::Standardization, inputs),
            Op::Embedding(_) => push(Kind::Embedding, inputs),
            Op::GlobalPooling(_) => push(Kind::Average, inputs),
            Op::PReLU(_) => push(Kind::PReLU, inputs),
            Op::Noise(noise) => push(Kind::Noise(noise.clone()), inputs),
            Op::ActivityRegularization(regularizer) => push(Kind::Penalty(regularizer.clone()), inputs),
            Op::Convolution(_) | Op::Pooling(_) | Op::Border(_) | Op::UpSampling(_) | Op::Permute(_) => {
                unreachable!("no layer is lowered to them yet")
            }
            Op::Flatten | Op::Reshape(_) => push(Kind::View, inputs),
            Op::Unknown => unreachable!("unknown layers were refused"),
        };
        results.push(result);
    }
    Operations { list, output: results[typed.graph().output.0] }
}

/// An activation of its own.
fn activation(function: &Function) -> Kind {
    if function.is("glu") { Kind::Glu } else { Kind::Activation(function.clone()) }
}
