//! Layers → operations.

use crate::check::Typed;
use crate::graph::{Convolution, Dim, Form, Function, GlobalPooling, NodeId, Op, Statistic};
use crate::passes::operations::{Kind, Operation, Operations, Part};
use crate::passes::pixels::{self, Parts, Pixels};

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
        let received = || pixels::received(typed, layer);
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
            Op::Convolution(convolution) => {
                let inputs: Vec<usize> = inputs;
                convolutions(typed, layer, convolution, inputs[0], &mut list)
            }
            Op::Pooling(pooling) => push(Kind::Pixels(Box::new(pixels::pooling(pooling, received()))), inputs),
            Op::GlobalPooling(GlobalPooling { statistic: Statistic::Average, .. }) => push(Kind::Average, inputs),
            Op::GlobalPooling(pooling) => {
                push(Kind::Pixels(Box::new(pixels::whole(pooling.statistic, received()))), inputs)
            }
            Op::Border(border) => push(Kind::Pixels(Box::new(pixels::border(border, received(), shape))), inputs),
            Op::UpSampling(layer) => {
                push(Kind::Pixels(Box::new(pixels::up_sampling(&layer.size, layer.bilinear, received()))), inputs)
            }
            Op::Permute(permute) => {
                let axes = permute.axes.iter().map(|(axis, _)| *axis).collect();
                push(Kind::Pixels(Box::new(Pixels::Permute { shape: received().to_vec(), axes })), inputs)
            }
            Op::PReLU(_) => push(Kind::PReLU, inputs),
            Op::Noise(noise) => push(Kind::Noise(noise.clone()), inputs),
            Op::ActivityRegularization(regularizer) => push(Kind::Penalty(regularizer.clone()), inputs),
            Op::Flatten | Op::Reshape(_) => push(Kind::View, inputs),
            Op::Unknown => unreachable!("unknown layers were refused"),
        };
        results.push(result);
    }
    Operations { list, output: results[typed.graph().output.0] }
}

/// The operations of a convolution. Gives the last of them.
fn convolutions(typed: &Typed, layer: NodeId, of: &Convolution, input: usize, list: &mut Vec<Operation>) -> usize {
    let (received, given) = (pixels::received(typed, layer), typed.shape(layer));
    let Parts { pad, windows, repeat, crop } = pixels::convolution(of, received, given);
    let mut last = input;
    let mut push = |kind, len: Dim, width: &Dim| {
        list.push(Operation { kind, layer, inputs: vec![last], len, width: width.clone() });
        last = list.len() - 1;
    };
    if let Some(frame) = pad {
        let (len, width) = (frame.outer_len(), frame.outer[2].clone());
        push(Kind::Pixels(Box::new(Pixels::Pad(frame))), len, &width);
    }
    if repeat > 1 {
        push(Kind::Pixels(Box::new(Pixels::Repeat { times: repeat })), windows.image_len(), &windows.filters);
    }
    let (part, filters) = match of.form {
        Form::Plain | Form::Depthwise => (Part::Whole, windows.filters.clone()),
        Form::Separable => (Part::Depthwise, windows.filters.clone()),
        Form::Transposed => (Part::Transposed, windows.image[2].clone()),
    };
    let len = if part == Part::Transposed { windows.image_len() } else { windows.output_len() };
    push(
        Kind::Convolution { part, windows: Box::new(windows), activation: None, pool: None, in_pieces: false },
        len,
        &filters,
    );
    if let Form::Separable = of.form {
        let places = [given[..given.len() - 1].to_vec(), vec![filters]].concat();
        let windows = pixels::pointwise(&places, &of.filters);
        let windows = Box::new(windows);
        let kind = Kind::Convolution { part: Part::Pointwise, windows, activation: None, pool: None, in_pieces: false };
        push(kind, pixels::product(given), &of.filters);
    }
    if let Some(frame) = crop {
        let len = frame.inner_len();
        let width = frame.inner[2].clone();
        push(Kind::Pixels(Box::new(Pixels::Crop(frame))), len, &width);
    }
    let (len, width) = (pixels::product(given), given[given.len() - 1].clone());
    if let Some(function) = &of.activation {
        push(activation(function), len.clone(), &width);
    }
    if let Some(regularizer) = &of.activity_regularizer {
        push(Kind::Penalty(regularizer.clone()), len, &width);
    }
    last
}

/// An activation of its own.
fn activation(function: &Function) -> Kind {
    if function.is("glu") { Kind::Glu } else { Kind::Activation(function.clone()) }
}
