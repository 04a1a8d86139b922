//! When each value is alive: from the step that makes it to the last that reads it.
//!
//! Steps are counted from 0: those of the forward pass, and in training the loss, the backward pass, and the sums.

use crate::passes::schedule::{Prediction, Training, Value};
use crate::passes::steps::{Backward, Forward, Sum};

pub(super) fn in_prediction(prediction: &mut Prediction) {
    let steps = prediction.steps.iter().map(Forward::values);
    mark(&mut prediction.values, steps.collect());
}

pub(super) fn in_training(training: &mut Training) {
    let mut steps = training.forward.iter().map(Forward::values).collect::<Vec<_>>();
    steps.push(vec![training.logits, training.logits_gradient]);
    steps.extend(training.backward.iter().map(Backward::values));
    steps.extend(training.sums.iter().map(Sum::values));
    mark(&mut training.values, steps);
}

fn mark(values: &mut [Value], steps: Vec<Vec<usize>>) {
    for (step, used) in steps.into_iter().enumerate() {
        for value in used {
            let (first, _) = values[value].alive.unwrap_or((step, step));
            values[value].alive = Some((first, step));
        }
    }
}

impl Forward {
    /// The values that the step reads or writes.
    fn values(&self) -> Vec<usize> {
        match *self {
            Forward::Convolution { from, to, pool: Some((_, rows)), .. } => vec![from, to, rows],
            Forward::Pieces(ref pieces) => vec![pieces.from, pieces.room, pieces.to],
            Forward::Dense { from, to, .. }
            | Forward::Convolution { from, to, .. }
            | Forward::Pixels { from, to, .. }
            | Forward::Activation { from, to, .. }
            | Forward::TrainedActivation { from, to, .. }
            | Forward::Affine { from, to, .. }
            | Forward::Normalize { from, to, .. }
            | Forward::Standardize { from, to, .. }
            | Forward::Average { from, to, .. }
            | Forward::Glu { from, to, .. }
            | Forward::PReLU { from, to, .. }
            | Forward::NormalizeBatch { from, to, .. }
            | Forward::Noise { from, to, .. }
            | Forward::Copy { from, to } => vec![from, to],
            Forward::Embedding { to, .. } => vec![to],
            Forward::Penalty { of, .. } => vec![of],
        }
    }
}

impl Backward {
    fn values(&self) -> Vec<usize> {
        match *self {
            Backward::Glu { x, from, to, .. } => vec![x, from, to],
            Backward::Dense { from, to, .. }
            | Backward::Convolution { from, to, .. }
            | Backward::Average { from, to, .. } => vec![from, to],
            Backward::KernelGradient { x, gradient, sums, .. } => vec![x, gradient, sums],
            Backward::Pixels { ref pixels, x, y, from, to, .. } if pixels.looks_back() => vec![x, y, from, to],
            Backward::Pixels { from, to, .. } => vec![from, to],
            Backward::Activation { x, y, gradient, .. } => vec![x, y, gradient],
            Backward::TrainedActivation { x, y, gradient, .. } => vec![x, y, gradient],
            Backward::ParameterGradient { x, y, gradient, sums, .. } => vec![x, y, gradient, sums],
            Backward::ScaleGradient { x, gradient, sums, .. } => vec![x, gradient, sums],
            Backward::OffsetGradient { gradient, sums, .. } => vec![gradient, sums],
            Backward::SlopeGradient { x, gradient, sums, .. } => vec![x, gradient, sums],
            Backward::PReLU { x, gradient, .. } | Backward::NormalizeBatch { x, gradient, .. } => vec![x, gradient],
            Backward::Scale { gradient, .. }
            | Backward::Normalize { gradient, .. }
            | Backward::Standardize { gradient, .. }
            | Backward::Noise { gradient, .. } => vec![gradient],
            Backward::Penalty { of, room, gradient, .. } => vec![of, room, gradient],
        }
    }
}

impl Sum {
    fn values(&self) -> Vec<usize> {
        match *self {
            Sum::Kernel { x, dy, .. } => vec![x, dy],
            Sum::Bias { dy, .. } | Sum::Table { dy, .. } => vec![dy],
            Sum::Runs { sums, .. } => vec![sums],
            Sum::Gamma { .. } | Sum::Beta { .. } => Vec::new(),
        }
    }
}
