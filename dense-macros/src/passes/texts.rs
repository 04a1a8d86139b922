//! What runs for each layer, in words: what runs as one step is joined by `+`.

use crate::ast::text;
use crate::check::Typed;
use crate::graph::{NodeId, Op, Statistic};
use crate::passes::head::{Cut, Head};
use crate::passes::operations::{Kind, Operation, Operations, Part};
use crate::passes::pixels::{Pixels, Pool};

/// What runs for a layer; nothing if it is empty.
#[derive(Default)]
pub(crate) struct Text {
    pub(crate) prediction: String,
    pub(crate) training: String,
}

pub(super) fn texts(typed: &Typed, prediction: &Operations, training: &Operations, head: &Cut) -> Vec<Text> {
    let text = |(layer, _)| Text {
        prediction: steps(typed, prediction, layer),
        training: with_head(steps(typed, training, layer), head, layer),
    };
    typed.graph().iter().map(text).collect()
}

fn steps(typed: &Typed, operations: &Operations, layer: NodeId) -> String {
    let own = operations.list.iter().filter(|operation| operation.layer == layer);
    own.map(|operation| step(typed, operation)).collect::<Vec<_>>().join(", ")
}

fn step(typed: &Typed, operation: &Operation) -> String {
    match &operation.kind {
        Kind::Product { activation } => {
            let bias = typed.tensors(operation.layer).len() == 2;
            let activation = activation.as_ref().map(|function| format!(" + {}", function.text()));
            format!("product{}{}", if bias { " + bias" } else { "" }, activation.unwrap_or_default())
        }
        Kind::Convolution { part, activation, pool, in_pieces, .. } => {
            let has_bias = part.has_bias()
                && matches!(&typed.graph().node(operation.layer).op, Op::Convolution(of) if of.bias.is_some());
            let activation = activation.as_ref().map(|function| format!(" + {}", function.text()));
            let name = match part {
                Part::Whole => "convolution",
                Part::Depthwise => "depthwise convolution",
                Part::Pointwise => "pointwise convolution",
                Part::Transposed => "transposed convolution",
            };
            let pool = pool.as_deref().map(|pool| format!(" + {}", pool_text(pool)));
            let (bias, activation) = (if has_bias { " + bias" } else { "" }, activation.unwrap_or_default());
            let pieces = if *in_pieces { " in pieces" } else { "" };
            format!("{name}{bias}{activation}{}{pieces}", pool.unwrap_or_default())
        }
        Kind::Pixels(pixels) => match &**pixels {
            Pixels::Pad(_) => "pad".to_owned(),
            Pixels::Crop(_) => "crop".to_owned(),
            Pixels::Pool(pool) => pool_text(pool).to_owned(),
            Pixels::UpSample { bilinear: false, .. } => "repeat places".to_owned(),
            Pixels::UpSample { bilinear: true, .. } => "interpolate".to_owned(),
            Pixels::Repeat { .. } => "repeat channels".to_owned(),
            Pixels::Permute { .. } => "permute".to_owned(),
        },
        Kind::Activation(function) => function.text(),
        Kind::TrainedActivation => match &typed.graph().node(operation.layer).op {
            Op::TrainedActivation(activation) => format!("{} (trained)", text(&activation.function.tokens)),
            _ => unreachable!("other layers have no such operation"),
        },
        Kind::Affine => {
            let tensors = typed.tensors(operation.layer).into_iter();
            tensors.map(|tensor| tensor.tensor.name).collect::<Vec<_>>().join(" + ")
        }
        Kind::BatchNormalization => "batch_normalization".to_owned(),
        Kind::Standardization => "normalization".to_owned(),
        Kind::Embedding => "embedding".to_owned(),
        Kind::Glu => "glu".to_owned(),
        Kind::Average => "average".to_owned(),
        Kind::PReLU => "prelu".to_owned(),
        Kind::Noise(noise) => noise.name().replace('_', " "),
        Kind::Penalty(function) => format!("{} of its output in the loss", function.text()),
        Kind::Input | Kind::View => String::new(),
    }
}

fn pool_text(pool: &Pool) -> &'static str {
    match pool.statistic {
        Statistic::Max => "max pooling",
        Statistic::Average => "average pooling",
    }
}

fn with_head(steps: String, head: &Cut, layer: NodeId) -> String {
    let in_loss = match head.kind {
        _ if head.layer != Some(layer) => return steps,
        Head::Softmax => "softmax in the loss",
        Head::Sigmoid => "sigmoid in the loss",
        Head::Linear => return steps,
    };
    if steps.is_empty() { in_loss.to_owned() } else { format!("{steps} ({in_loss})") }
}
