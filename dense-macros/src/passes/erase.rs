//! Operations that do nothing.

use crate::passes::operations::{Kind, Operation, Operations};

/// In a prediction nothing is left to chance, and there is no loss.
pub(super) fn in_prediction(operations: &mut Operations) {
    operations.rewrite(|_, _, operation| match operation.kind {
        Kind::Noise(_) | Kind::Penalty(_) => None,
        _ => unless_idle(operation),
    });
}

/// In training nothing is dropped at a rate of zero, and there is no noise without a deviation.
pub(super) fn in_training(operations: &mut Operations) {
    operations.rewrite(|_, _, operation| match &operation.kind {
        Kind::Noise(noise) if noise.strength.value == Some(0.0) => None,
        _ => unless_idle(operation),
    });
}

fn unless_idle(operation: Operation) -> Option<Operation> {
    let idle = match &operation.kind {
        Kind::View => true,
        Kind::Activation(function) => function.is("linear"),
        Kind::Input
        | Kind::Product { .. }
        | Kind::Convolution { .. }
        | Kind::Pixels(_)
        | Kind::TrainedActivation
        | Kind::Embedding
        | Kind::Average
        | Kind::Glu
        | Kind::Affine
        | Kind::BatchNormalization
        | Kind::Standardization
        | Kind::PReLU
        | Kind::Noise(_)
        | Kind::Penalty(_) => false,
    };
    (!idle).then_some(operation)
}
