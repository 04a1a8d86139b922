//! A schedule as text, for snapshots.

use std::fmt::{Result, Write};

use crate::graph::{NodeId, Statistic, shape_text};
use crate::passes::{Backward, Forward, Frame, Head, Lattice, Part, Pieces, Pixels, Place, Pool, Schedule, Sum, Value};

/// The graph, and the steps and values of a prediction and of a training step.
pub(crate) fn dump(schedule: &Schedule) -> String {
    let mut text = String::new();
    write(&mut text, schedule).expect("a string takes everything");
    text
}

fn write(text: &mut String, schedule: &Schedule) -> Result {
    let graph = schedule.typed.graph();
    writeln!(text, "{}", graph.name)?;
    for (id, node) in graph.iter() {
        let inputs = node.inputs.iter().map(|input| graph.node(*input).text()).collect::<Vec<_>>();
        let shape = shape_text(schedule.typed.shape(id));
        writeln!(text, "    {}: {}({}) {shape}", node.name, node.kind, inputs.join(", "))?;
    }
    let prediction = &schedule.prediction;
    let layer = |layer: NodeId| graph.node(layer).text();
    let forward = |steps: &[Forward]| steps.iter().map(|step| forward(step, &layer)).collect::<Vec<_>>();
    section(text, "prediction", &forward(&prediction.steps))?;
    values(text, &prediction.values)?;
    let training = &schedule.training;
    let head = match schedule.head {
        Head::Softmax => "softmax and loss",
        Head::Sigmoid => "sigmoid and loss",
        Head::Linear => "loss",
    };
    let mut steps = forward(&training.forward);
    steps.push(format!("{} = {head}({})", training.logits_gradient, training.logits));
    steps.extend(training.backward.iter().map(|step| backward(step, &layer)));
    steps.extend(training.sums.iter().map(sum));
    section(text, "training", &steps)?;
    values(text, &training.values)?;
    match &schedule.folded {
        Some(folded) => write(text, &folded.network),
        None => Ok(()),
    }
}

fn section(text: &mut String, name: &str, steps: &[String]) -> Result {
    writeln!(text, "{name}")?;
    for (at, step) in steps.iter().enumerate() {
        writeln!(text, "    {at}: {step}")?;
    }
    Ok(())
}

fn values(text: &mut String, values: &[Value]) -> Result {
    for (at, Value { name, len, place, alive }) in values.iter().enumerate() {
        let alive = match (place, alive) {
            (Place::Buffer, Some((first, last))) => format!("{first}..={last}"),
            (Place::Runs, Some((first, last))) => format!("{first}..={last}, for each run of samples"),
            (Place::Buffer | Place::Runs, None) => "never".to_owned(),
            (Place::Input | Place::Output, _) => "the caller's".to_owned(),
        };
        writeln!(text, "    value {at} ({name}): {len}, {alive}")?;
    }
    Ok(())
}

fn forward(step: &Forward, layer: &dyn Fn(NodeId) -> String) -> String {
    match step {
        Forward::Dense { layer: of, from, to, activation } => {
            let activation = activation.as_ref().map(|function| format!(", {}", function.text()));
            format!("{to} = {}({from}){}", layer(*of), activation.unwrap_or_default())
        }
        Forward::Convolution { layer: of, part, windows, from, to, activation, pool } => {
            let activation = activation.as_ref().map(|function| format!(", {}", function.text()));
            let pool = pool.as_ref().map(|(pool, rows)| format!(", {} by way of {rows}", pooled(pool)));
            let (activation, pool) = (activation.unwrap_or_default(), pool.unwrap_or_default());
            format!("{to} = {}({from}){activation}{pool}, {}", kernel(&layer(*of), *part), lattice(windows))
        }
        Forward::Pieces(pieces) => {
            let Pieces { convolution, windows, between, dense, activation, from, room, to } = &**pieces;
            let [between, activation] = [between, activation].map(|function| {
                let function = function.as_ref().map(|function| format!(", {}", function.text()));
                function.unwrap_or_default()
            });
            let convolution = format!("{room} = {}({from}){between}, {}", layer(*convolution), lattice(windows));
            format!("{to} = {}(pieces {convolution}){activation}", layer(*dense))
        }
        Forward::Pixels { pixels: of, from, to, .. } => format!("{to} = {}({from})", pixels(of)),
        Forward::Activation { from, to, width, function } => {
            format!("{to} = {}({from}), rows of {width}", function.text())
        }
        Forward::Affine { layer: of, from, to }
        | Forward::TrainedActivation { layer: of, from, to }
        | Forward::Normalize { layer: of, from, to }
        | Forward::Standardize { layer: of, from, to }
        | Forward::Average { layer: of, from, to }
        | Forward::PReLU { layer: of, from, to }
        | Forward::Noise { layer: of, from, to, .. } => format!("{to} = {}({from})", layer(*of)),
        Forward::NormalizeBatch { layer: of, number, from, to } => {
            format!("{to} = {}({from}), behind phase {number}", layer(*of))
        }
        Forward::Glu { from, to, width } => format!("{to} = glu({from}), rows of {width}"),
        Forward::Embedding { layer: of, to } => format!("{to} = {}(indices)", layer(*of)),
        Forward::Copy { from, to } => format!("{to} = {from}"),
        Forward::Penalty { of, function } => format!("loss += {}({of})", function.text()),
    }
}

fn backward(step: &Backward, layer: &dyn Fn(NodeId) -> String) -> String {
    match step {
        Backward::Dense { layer: of, from, to } | Backward::Average { layer: of, from, to } => {
            format!("{to} = {} back({from})", layer(*of))
        }
        Backward::Convolution { layer: of, part, from, to, .. } => {
            format!("{to} = {} back({from})", kernel(&layer(*of), *part))
        }
        Backward::KernelGradient { part, windows, x, gradient, sums, bias } => {
            let (of, bias) = (part.kernel(), if *bias { " and bias" } else { "" });
            format!("{sums} = {of}{bias} by runs of {x} * {gradient}, {}", lattice(windows))
        }
        Backward::Pixels { pixels: of, rectify, x, y, from, to } => {
            let relu = if *rectify { " and relu" } else { "" };
            format!("{to} = {}{relu} back({from}, x = {x}, y = {y})", pixels(of))
        }
        Backward::Glu { x, from, to, .. } => format!("{to} = glu back({from}, x = {x})"),
        Backward::Activation { x, y, gradient, function, .. } => {
            format!("{gradient} *= {}'(x = {x}, y = {y})", function.text())
        }
        Backward::Penalty { of, room, gradient, function } => {
            format!("{gradient} += {room} = {}'({of})", function.text())
        }
        Backward::TrainedActivation { layer: of, x, y, gradient } => {
            format!("{gradient} *= {}'(x = {x}, y = {y})", layer(*of))
        }
        Backward::ParameterGradient { layer: of, x, y, gradient, sums } => {
            format!("{sums} = slopes of {}(x = {x}, y = {y}) * {gradient}", layer(*of))
        }
        Backward::ScaleGradient { x, gradient, sums, .. } => format!("{sums} = rows of {x} * {gradient}"),
        Backward::OffsetGradient { gradient, sums, .. } => format!("{sums} = rows of {gradient}"),
        Backward::Scale { layer: of, gradient }
        | Backward::Normalize { layer: of, gradient }
        | Backward::Standardize { layer: of, gradient }
        | Backward::Noise { layer: of, gradient, .. } => format!("{gradient} = {} back({gradient})", layer(*of)),
        Backward::SlopeGradient { layer: of, x, gradient, sums } => {
            format!("{sums} = slopes of {}(x = {x}) * {gradient}", layer(*of))
        }
        Backward::PReLU { layer: of, x, gradient } => {
            format!("{gradient} = {} back({gradient}, x = {x})", layer(*of))
        }
        Backward::NormalizeBatch { layer: of, number, x, gradient, goes_on } => {
            let end = if *goes_on { "" } else { ", and no further" };
            format!("{gradient} = {} back({gradient}, x = {x}), into phase {number}{end}", layer(*of))
        }
    }
}

fn sum(step: &Sum) -> String {
    match step {
        Sum::Kernel { tensor, x, dy } => format!("tensor {tensor} = sum of {x} * {dy}"),
        Sum::Runs { tensor, sums, first, whole } => {
            format!("tensor {tensor} = sum of runs of {sums}, from {first} of {whole}")
        }
        Sum::Table { tensor, dy } => format!("tensor {tensor} = sum of {dy} by index"),
        Sum::Bias { tensor, dy } => format!("tensor {tensor} = sum of {dy}"),
        Sum::Gamma { tensor, number } => format!("tensor {tensor} = scale of batch {number}"),
        Sum::Beta { tensor, number } => format!("tensor {tensor} = offset of batch {number}"),
    }
}

/// The kernel of a layer that a step multiplies by.
fn kernel(layer: &str, part: Part) -> String {
    match part {
        Part::Whole => layer.to_owned(),
        Part::Transposed => format!("{layer} transposed"),
        Part::Depthwise | Part::Pointwise => format!("{layer}.{}", part.kernel()),
    }
}

fn lattice(windows: &Lattice) -> String {
    let Lattice { image, count, filters, size, strides, dilation, groups } = windows;
    let (image, count, size) = (shape_text(image), shape_text(count), shape_text(size));
    let (strides, dilation) = (shape_text(strides), shape_text(dilation));
    format!("{count} windows {size} by {strides}, dilated by {dilation}, of {image} for {filters} in {groups} groups")
}

fn pooled(Pool { statistic, windows, before, is_global }: &Pool) -> String {
    let of = match (statistic, is_global) {
        (Statistic::Max, true) => "global max",
        (Statistic::Max, false) => "max",
        (Statistic::Average, _) => "average",
    };
    format!("{of} of {} from {} before", lattice(windows), shape_text(before))
}

fn pixels(of: &Pixels) -> String {
    let framed = |what: &str, Frame { outer, inner, before }: &Frame| {
        format!("{what} of {} and {} from {}", shape_text(outer), shape_text(inner), shape_text(before))
    };
    match of {
        Pixels::Pad(frame) => framed("pad", frame),
        Pixels::Crop(frame) => framed("crop", frame),
        Pixels::Pool(pool) => pooled(pool),
        Pixels::UpSample { image, size, bilinear } => {
            let what = if *bilinear { "lines" } else { "places" };
            format!("{what} of {} times {}", shape_text(image), shape_text(size))
        }
        Pixels::Repeat { times } => format!("channels {times} times"),
        Pixels::Permute { shape, axes } => format!("axes {axes:?} of {}", shape_text(shape)),
    }
}
