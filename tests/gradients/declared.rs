//! Activations that are declared by their formulas, in networks.

use dense::prelude::*;

use crate::check::{check, numbers};

activation! {
    struct Mish2(x) = x * tanh(softplus(x));
    struct SwishBeta(x; beta = 1.0) = x * sigmoid(beta * x);
    struct Bent(x; slope = 0.3) = if x > 0 { ln(1 + x) } else { slope * (exp(x) - 1) };
    struct Bell(x; width = 1.5) = x * exp(-(x / width).powi(2));
    struct Cut(x) = min(max(x, -0.7), 0.9) + abs(x).powf(1.7) + erf(silu(x));
}

network! {
    struct Declared {
        Input(3, dtype = f64)
            -> Dense(5, SwishBeta(beta = 1.7))
            -> Dropout(0.25)
            -> Dense(4, Mish2)
            -> Activation(Bent)
            -> LayerNormalization
            -> Dense(6, Bell)
            -> Activation(Cut)
            -> Dense(2, Bent(slope = 0.1))
    }
}

activation! {
    struct Two(x; beta = 1.2, shift = -0.3) = x * sigmoid(beta * x + shift) + beta * tanh(x / 2);
    struct Slopes(x; below = 0.2, power = 2.4) = if x > 0 { x.powf(power) } else { below * x };
}

network! {
    struct Trained {
        Input(3, dtype = f64)
            -> Activation(Two, trainable = true)
            -> Dense(5)
            -> gate: Activation(SwishBeta(beta = 1.7), trainable = true)
            -> Dropout(0.25)
            -> Dense(33, Mish2)
            -> Activation(Two(shift = 0.1), trainable = true)
            -> Dense(2, SwishBeta)
            -> Activation(SwishBeta, trainable = true)
    }
    struct TrainedKinks { Input(3, dtype = f64) -> Dense(20) -> Activation(Slopes, trainable = true) -> Dense(2) }
    struct TrainedImage { Input(2, 3, 2, dtype = f64) -> Flatten -> Dense(12) -> Reshape(3, 4) -> Activation(Two, trainable = true) }
    struct TrainedAlone { Input(4, dtype = f64) -> Activation(Two, trainable = true) }
    struct BelowFrozen {
        Input(4, dtype = f64)
            -> Dense(3, trainable = false)
            -> Activation(Two, trainable = true)
            -> Dense(2, tanh, trainable = false)
    }
}

#[test]
fn parameters_of_activations_learn() {
    check::<Trained, _, _>(&numbers(37), &numbers::<[f64; 2]>(37), &MeanSquaredError::new());
    check::<TrainedKinks, _, _>(&numbers(37), &numbers::<[f64; 2]>(37), &MeanSquaredError::new());
    check::<TrainedImage, _, _>(&numbers(37), &numbers::<[[f64; 4]; 3]>(37), &MeanSquaredError::new());
    check::<TrainedAlone, _, _>(&numbers(37), &numbers::<[f64; 4]>(37), &MeanSquaredError::new());
    check::<BelowFrozen, _, _>(&numbers(37), &numbers::<[f64; 2]>(37), &MeanSquaredError::new());
}

#[test]
fn trained_parameters_are_a_tensor_that_begins_as_given() {
    let mut model = Trained::new(1);
    let tensors: Vec<_> = model.tensors().filter(|tensor| tensor.name().ends_with("parameters")).collect();
    let shown: Vec<_> = tensors.iter().map(|tensor| (tensor.name(), tensor.shape(), tensor.values())).collect();
    assert_eq!(shown[0], ("activation.parameters", &[2][..], &[1.2, -0.3][..]));
    assert_eq!(shown[1], ("gate.parameters", &[1][..], &[1.7][..]));
    assert_eq!(shown[2], ("activation_1.parameters", &[2][..], &[1.2, 0.1][..]));
    assert_eq!(Trained::PARAMETERS, 2 + (3 * 5 + 5) + 1 + (5 * 33 + 33) + 2 + (33 * 2 + 2) + 1);

    // With the values that it begins with, it is the same as one that is not trained.
    let x = [0.3, -0.7, 1.1, 0.2];
    let expected = x.map(|x| Two.apply(x));
    assert_eq!(TrainedAlone::new(5).predict(&x), expected);
    assert!(model.tensor_mut("gate.parameters").is_some());
}

#[test]
fn gradients_go_through_declared_activations() {
    check::<Declared, _, _>(&numbers(37), &numbers::<[f64; 2]>(37), &MeanSquaredError::new());
}
